/** What every refusal must be: coded as the table says, well-formed, and silent about the server's inside. */
import { type ErrorCode, errorTable } from '@kith/protocol';
import { expect } from 'vitest';
import type { Message } from './frame-socket.ts';
import { type RawReply, readReplies } from './http-bytes.ts';
import { Wire } from './wire.ts';

/** Traces of the inside: stacks, source files, paths, SQL, engine names. */
const inside =
  /\n\s+at |\bat [\w.<>]+ \(|node:internal|node_modules|packages\/|\.ts:\d|\/(work|tmp|home|usr)\/|\bSQLITE|\bsqlite|\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA)\b|constraint failed|ZodError|TypeError|RangeError/;

/** Expects that an answer tells nothing of the inside but what its caller sent. */
export function expectSilent(answer: string, sent = ''): void {
  const [found] = inside.exec(answer) ?? [];
  if (found !== undefined && !sent.includes(found)) expect(answer, 'tells of the inside').not.toMatch(inside);
}

/** Headers of every reply of the door, refused or not. */
const always: readonly [name: string, value: string][] = [
  ['kith-level', '1'],
  ['cache-control', 'no-store'],
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['cross-origin-resource-policy', 'same-origin'],
  ['referrer-policy', 'no-referrer'],
  ['x-content-type-options', 'nosniff'],
];

/** Expects the headers of every reply, each once, and none that tells what the server is made of. */
export function expectHeaders({ headers }: RawReply, others: Readonly<Record<string, string>> = {}): void {
  for (const [name, value] of always)
    expect([name, headers.get(name)]).toEqual([name, [others[name] ?? value]]);
  expect([...headers.keys()].filter((name) => /^(server|x-powered-by|via)$/.test(name))).toEqual([]);
}

interface Coded {
  readonly code?: unknown;
  readonly retry?: unknown;
  readonly requestId?: unknown;
  readonly hint?: unknown;
}

function codeOf({ code, retry, requestId, hint = '' }: Coded): ErrorCode {
  expect(Object.keys(errorTable)).toContain(code);
  const known = code as ErrorCode;
  expect(known).not.toBe('internal');
  expect(retry).toBe(errorTable[known].retry);
  expect(requestId).toEqual(expect.stringMatching(/^(req|con)_[\w-]{22}(\.\d+)?$/));
  expect(hint).toEqual(expect.any(String));
  expect(String(hint).isWellFormed()).toBe(true);
  return known;
}

/** The code of an HTTP refusal; expects everything that the contract says of one. */
export function refusalOf(reply: RawReply, sent = ''): ErrorCode {
  const { status, headers, body } = reply;
  expectHeaders(reply);
  expect(status).toBeLessThan(500);
  expectSilent(body, sent);
  const problem = JSON.parse(body) as Coded & Record<string, unknown>;
  const code = codeOf(problem);
  expect(problem).toMatchObject({ type: 'about:blank', status, title: errorTable[code].text });
  expect(status).toBe(errorTable[code].status);
  expect(headers.get('content-type')).toEqual(['application/problem+json']);
  if (errorTable[code].retry === 'later') expect(headers.get('retry-after')?.[0]).toMatch(/^[1-9]\d*$/);
  if (status === 401) expect(headers.get('www-authenticate')).toEqual(['Bearer']);
  return code;
}

/** The code of an answer on a socket. */
export function errorOf(message: Message, sent = ''): ErrorCode {
  expectSilent(JSON.stringify(message), sent);
  expect(message).toMatchObject({ jsonrpc: '2.0', error: { code: expect.any(Number) } });
  expect(message).not.toHaveProperty('result');
  const code = codeOf(message.error?.data ?? {});
  expect(message.error?.message).toBe(errorTable[code].text);
  return code;
}

/** Sends bytes that end their connection; gives the code of the one refusal that came before, or `nothing`. */
export async function refusalBeforeEnd(
  url: string,
  bytes: Uint8Array | string,
): Promise<ErrorCode | 'nothing'> {
  const wire = await Wire.open(url);
  await wire.send(bytes);
  const [reply, ...more] = readReplies(await wire.end(), ['POST', 'POST']);
  expect(more).toEqual([]);
  if (reply === undefined) return 'nothing';
  expect(reply.headers.get('connection')).toEqual(['close']);
  return refusalOf(reply);
}
