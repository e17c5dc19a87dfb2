/** The keyed hash: HMAC-SHA-256 under the server's secret; the same text gives another hash for another purpose. */
import { createHmac } from 'node:crypto';

/** Hashes `text` for `purpose`; base64url. */
export type Mac = (purpose: string, text: string) => string;

/** Makes the keyed hash of a secret. */
export function createMac(key: Uint8Array): Mac {
  // A purpose holds no U+0000, so no two pairs of purpose and text run into one another.
  return (purpose, text) => createHmac('sha256', key).update(`${purpose}\0${text}`).digest('base64url');
}
