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

/** What each close code tells the client. */
export const closeCodeTexts: Readonly<Record<keyof typeof closeCodes, string>> = {
  goingAway: 'The node is gone.',
  tooBig: 'A message was larger than the limit `frameBytes`. Sent unchanged, it will be closed again.',
  tokenExpired: 'The token expired or the session ended: refresh or log in, then come back.',
  slow: 'Too much waited for this reader. Come back with your cursor; nothing is lost.',
  replaced: 'Reserved, and not sent now: a newer connection took the place of this one.',
  draining: 'The node is about to stop. Another one, or the next start, takes you.',
  userChanged: 'The device joined or left a user. Come back; the state begins anew.',
  rate: 'Too many calls. Wait, then come back.',
  protocolError: 'The client broke a rule of the protocol. Coming back will not help.',
  deviceRevoked:
    'The device was signed out for good. The reason is `{"by": "<label>"}`: which device did it. Forget its tokens.',
};

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];

/** Says whether a client that was closed with `code` should connect again. */
export function mayComeBack(code: number): boolean {
  return code < 4500 || code > 4999;
}
