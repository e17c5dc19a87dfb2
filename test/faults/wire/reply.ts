/** What a call comes to, over any door. */
import { type ErrorCode, errorTable } from '@kith/protocol';

export type Reply =
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly hint: string }
  /** No answer came: what became of the call is not known. */
  | { readonly kind: 'lost' };

/** Reads the error that a door answered with: `data` of a JSON-RPC error, or a problem. */
export function refusalOf({ code, hint = '' }: { code: ErrorCode; hint?: string }): Reply {
  return { kind: 'refused', code, hint };
}

/** Whether the same call may be sent again: it was lost, or refused for now only. */
export function isOpen(reply: Reply): boolean {
  return reply.kind === 'lost' || (reply.kind === 'refused' && errorTable[reply.code].retry !== 'never');
}

/** Whether the call needs a new access token. */
export function needsLogin(reply: Reply): boolean {
  return reply.kind === 'refused' && errorTable[reply.code].retry === 'after-login';
}
