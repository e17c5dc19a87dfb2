/** Refusals as HTTP: problem details (RFC 9457) with the status and retry of the error table. */
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { errorBody, errorTable, type Refusal } from '@kith/protocol';
import { replyHeaders } from './reply-headers.ts';

/** A reply that says a refusal; its headers are those that the refusal adds. */
export interface Problem {
  readonly status: (typeof errorTable)[Refusal['code']]['status'];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Writes a refusal down. */
export function problemOf(refusal: Refusal, requestId: string): Problem {
  const { status, text, retry } = errorTable[refusal.code];
  const detail = refusal.hint ?? text;
  const body = { type: 'about:blank', title: text, status, detail, ...errorBody(refusal, requestId) };
  const headers = {
    'content-type': 'application/problem+json',
    ...(retry === 'later' && { 'retry-after': String(Math.ceil((refusal.retryAfterMs ?? 1000) / 1000)) }),
    ...(status === 401 && { 'www-authenticate': 'Bearer' }),
  };
  return { status, headers, body: JSON.stringify(body) };
}

/** Answers with a refusal where nothing else writes replies, and ends the connection. */
export function endWithProblem(
  stream: Duplex,
  { status, headers, body }: Problem,
  more: Readonly<Record<string, string>> = {},
): void {
  const all = {
    ...replyHeaders,
    ...headers,
    ...more,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  // Whoever does not hang up by itself would be kept for ever: nothing reads here any more, nor keeps time.
  stream.once('finish', () => stream.destroy());
  stream.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`);
}
