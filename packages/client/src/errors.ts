/** What a call is rejected with. */
import type { ErrorBody, ErrorCode, Retry } from '@kith/protocol';

/**
 * A call that was refused. `retry` says what to do: `never`: certainly not stored, and sending it again does not help;
 * `after-login`: log in first; `later`: try again, this client has given up waiting.
 */
export class KithError extends Error {
  override readonly name = 'KithError';
  /** Which refusal: one of `docs/reference/errors.md`, or one that a newer server knows. */
  readonly code: ErrorCode;
  readonly retry: Retry;
  /** In English, for whoever writes the app, never for its user. */
  readonly hint: string | undefined;
  /** The server asks for this pause, in ms. */
  readonly retryAfterMs: number | undefined;
  /** For the server's operator; absent where this client refused by itself. */
  readonly requestId: string | undefined;
  /** With `device-revoked`: the label of the device that did it. */
  readonly by: string | undefined;

  constructor(body: Omit<ErrorBody, 'requestId'> & { readonly requestId?: string }) {
    super(body.hint === undefined ? body.code : `${body.code}: ${body.hint}`);
    this.code = body.code;
    this.retry = body.retry;
    this.hint = body.hint;
    this.retryAfterMs = body.retryAfterMs;
    this.requestId = body.requestId;
    this.by = body.by;
  }
}

/** The client could not reach the server, or what answered is none. Says nothing about what was asked. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** There is no session to call with. */
export function signedOut(): KithError {
  return new KithError({ code: 'unauthenticated', retry: 'after-login', hint: 'log in first' });
}

/** The client was closed, or gave up waiting. */
export function gaveUp(hint: string): KithError {
  return new KithError({ code: 'unavailable', retry: 'later', hint });
}
