/** Close codes of a socket (RFC 6455 §7.4.2). 1xxx and 4000–4499 mean come back, 4500–4999 do not. */
export const closeCodes = {
  goingAway: 1001,
  tooBig: 1009,
  tokenExpired: 4401,
  slow: 4408,
  replaced: 4409,
  draining: 4410,
  userChanged: 4411,
  rate: 4429,
  protocolError: 4500,
  deviceRevoked: 4503,
} as const;

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];

/** Says whether a client that was closed with `code` should connect again. */
export function mayComeBack(code: number): boolean {
  return code < 4500 || code > 4999;
}
