/** The headers of every HTTP reply, whatever it says and whoever writes it. */
import { contractLevel } from '@kith/protocol';

export const replyHeaders: Readonly<Record<string, string>> = {
  'kith-level': String(contractLevel),
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
