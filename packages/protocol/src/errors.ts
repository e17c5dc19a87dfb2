/** Every refusal that the wire knows: its code, HTTP status, retry class and text, in one table. */

/** What a client should do next: never send it again, send it again later, or log in first. */
export type Retry = 'never' | 'later' | 'after-login';

interface ErrorEntry {
  readonly status: number;
  readonly retry: Retry;
  readonly text: string;
}

/** The error table. `retry: never` and `after-login` mean: certainly not stored. `later` means: unknown, or not now. */
export const errorTable = {
  'bad-request': { status: 400, retry: 'never', text: 'The call is not well formed.' },
  'validation-failed': {
    status: 400,
    retry: 'never',
    text: 'A parameter is missing, unknown or out of its bounds.',
  },
  unauthenticated: {
    status: 401,
    retry: 'after-login',
    text: 'Not signed in, or the credentials are wrong.',
  },
  'token-expired': { status: 401, retry: 'after-login', text: 'The access token has expired.' },
  'device-revoked': { status: 401, retry: 'never', text: 'This device was signed out by another device.' },
  forbidden: { status: 403, retry: 'never', text: 'This device may not do that.' },
  'not-found': { status: 404, retry: 'never', text: 'There is no such thing, or it is not yours to see.' },
  conflict: {
    status: 409,
    retry: 'never',
    text: 'This id was used for another command, or the state does not allow it.',
  },
  'name-taken': { status: 409, retry: 'never', text: 'Another device has this name.' },
  'handle-taken': { status: 409, retry: 'never', text: 'Another user has this handle.' },
  'link-expired': { status: 410, retry: 'never', text: 'This link has expired or was used up.' },
  'link-wrong-number': {
    status: 403,
    retry: 'never',
    text: 'This is not the number that the new device shows.',
  },
  'too-large': { status: 413, retry: 'never', text: 'The call or one of its values is too large.' },
  'unsupported-media-type': {
    status: 415,
    retry: 'never',
    text: 'The body must be application/json in UTF-8.',
  },
  'rate-limited': { status: 429, retry: 'later', text: 'Too many calls.' },
  'quota-exceeded': { status: 403, retry: 'never', text: 'A limit on how many there may be is reached.' },
  'registration-closed': { status: 403, retry: 'never', text: 'This server does not take new devices.' },
  overloaded: { status: 503, retry: 'later', text: 'The server has too much to do.' },
  'storage-full': { status: 507, retry: 'later', text: 'The server cannot store more now.' },
  unavailable: {
    status: 503,
    retry: 'later',
    text: 'The server is starting, stopping or without its store.',
  },
  internal: { status: 500, retry: 'later', text: 'The server made a mistake.' },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorTable;

/**
 * A refusal: expected, returned and never thrown.
 *
 * `hint` is for the developer who reads it, in English. `by` is the label of the device that revoked this one.
 */
export interface Refusal {
  readonly ok: false;
  readonly code: ErrorCode;
  readonly hint?: string;
  readonly retryAfterMs?: number;
  readonly by?: string;
}

/** Makes a refusal. */
export function refuse(code: ErrorCode, details: Omit<Refusal, 'ok' | 'code'> = {}): Refusal {
  return { ok: false, code, ...details };
}

/** The body of an error on the wire: `data` of a JSON-RPC error, and part of an RFC 9457 problem. */
export interface ErrorBody {
  readonly code: ErrorCode;
  readonly retry: Retry;
  readonly retryAfterMs?: number;
  readonly hint?: string;
  readonly by?: string;
  readonly requestId: string;
}

/** The body that tells a refusal on the wire. */
export function errorBody(refusal: Refusal, requestId: string): ErrorBody {
  const { ok: _, code, ...details } = refusal;
  return { code, retry: errorTable[code].retry, ...details, requestId };
}

/** The JSON-RPC 2.0 code of a refusal: the reserved one for a malformed call, else −32000. */
export function rpcCode(code: ErrorCode): number {
  if (code === 'bad-request') return -32600;
  if (code === 'validation-failed') return -32602;
  return -32000;
}
