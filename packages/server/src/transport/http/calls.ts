/** `POST /v1/<method>`: a call over plain HTTP. */

import type { HttpBindings } from '@hono/node-server';
import {
  decodeJson,
  isMethod,
  type Json,
  type Limits,
  methodEntry,
  type Refusal,
  refuse,
} from '@kith/protocol';
import type { Context } from 'hono';
import { newId, type Random } from '../../base/random.ts';
import type { Caller } from '../../commands/caller.ts';
import { Raw } from '../../commands/handler.ts';
import type { Answered, Commands } from '../../commands/service.ts';
import type { Tokens } from '../../commands/tokens.ts';
import { problemOf } from '../problem.ts';
import type { FindRemote } from '../remote.ts';
import { dropCookie, keepInCookie, readCookie } from './cookies.ts';
import type { Exchanges } from './exchanges.ts';

export interface CallMeans {
  readonly commands: Commands;
  readonly tokens: Tokens;
  readonly random: Random;
  readonly limits: Limits;
  readonly findRemote: FindRemote;
  readonly exchanges: Exchanges;
  /** Cookies are for https only: the public address is one. */
  readonly secureCookies: boolean;
}

type HttpContext = Context<{ Bindings: HttpBindings }>;

/** Answers a call. The origin of the request is checked before. */
export async function answerCall(means: CallMeans, context: HttpContext, method: string): Promise<Response> {
  const requestId = newId(means.random, 'req');
  const caller = await callerOf(means, context, { method, requestId });
  const refusal = 'ok' in caller ? caller : means.commands.admit(method, caller);
  if (refusal !== undefined || 'ok' in caller)
    return answerProblem(context, refusal ?? refuse('internal'), requestId);
  const tooMany = means.exchanges.begin(context.env.outgoing, caller);
  if (tooMany !== undefined) return answerProblem(context, tooMany, requestId);
  const params = await readParams(means, context);
  if (!params.ok) return answerProblem(context, params, requestId);
  return answerWithCookies(means, context, method, params.value, caller);
}

/** The caller by its bearer token (RFC 6750). Open methods take a stale token for none: `sessions.refresh` above all. */
async function callerOf(
  means: CallMeans,
  context: HttpContext,
  { method, requestId }: { method: string; requestId: string },
): Promise<Caller | Refusal> {
  const remote = means.findRemote(context.env.incoming);
  const authorization = context.req.header('authorization');
  if (authorization === undefined) return { remote, requestId };
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  const claims = token === undefined ? refuse('unauthenticated') : await means.tokens.verify(token);
  if (!('ok' in claims)) return { remote, requestId, device: { id: claims.device, gen: claims.gen } };
  return isMethod(method) && methodEntry(method).open === true ? { remote, requestId } : claims;
}

async function readParams(
  { limits, exchanges }: CallMeans,
  context: HttpContext,
): Promise<{ readonly ok: true; readonly value: Json } | Refusal> {
  if (!isJson(context.req.header('content-type'))) return refuse('unsupported-media-type');
  if (context.req.header('content-encoding') !== undefined) {
    return refuse('unsupported-media-type', { hint: 'bodies are not compressed' });
  }
  const body = await readBody(context, limits.frameBytes, exchanges);
  if (!body.ok) return body;
  const decoded = decodeJson(body.bytes, limits);
  if (decoded.ok) return decoded;
  return refuse('bad-request', { hint: `the body is not acceptable JSON: ${decoded.fault}` });
}

function isJson(contentType: string | undefined): boolean {
  const [type, ...parameters] = (contentType ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  return type === 'application/json' && parameters.every((it) => it === '' || /^charset="?utf-8"?$/.test(it));
}

type Body = { readonly ok: true; readonly bytes: Uint8Array } | Refusal;

/** The body, where it is not larger than allowed; what is too much is not kept. */
async function readBody(context: HttpContext, bytesMax: number, exchanges: Exchanges): Promise<Body> {
  const tooLarge = refuse('too-large', { hint: `at most ${bytesMax} bytes` });
  if (Number(context.req.header('content-length') ?? 0) > bytesMax) return tooLarge;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of context.req.raw.body ?? []) {
      bytes += chunk.length;
      if (bytes > bytesMax) return tooLarge;
      chunks.push(chunk);
      exchanges.hold(context.env.outgoing, chunk.length);
    }
  } catch {
    // The sender went away, or sent what is no body: nobody waits for the answer.
    return refuse('bad-request', { hint: 'the body did not come to its end' });
  }
  const [only] = chunks;
  return { ok: true, bytes: chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks) };
}

async function answerWithCookies(
  means: CallMeans,
  context: HttpContext,
  method: string,
  params: Json,
  caller: Caller,
): Promise<Response> {
  const { secureCookies } = means;
  const fields = isObject(params) ? params : {};
  const cookieDevice = typeof fields.device === 'string' ? fields.device : undefined;
  const byCookie = isCookieMethod(method) && fields.refreshToken === undefined && cookieDevice !== undefined;
  const wantsCookie =
    (method === 'sessions.create' || method === 'sessions.recover') && fields.cookie === true;
  // [A6] Only a page sends an Origin, and only a page needs a cookie; what sends none is not to be trusted with one.
  if ((byCookie || wantsCookie) && context.req.header('origin') === undefined)
    return answerProblem(
      context,
      refuse('forbidden', { hint: 'a cookie needs an Origin' }),
      caller.requestId,
    );
  const refreshToken = byCookie ? readCookie(context, cookieDevice) : undefined;
  const { device: _, ...others } = fields;
  const given = refreshToken === undefined ? params : { ...others, refreshToken };
  const answered = await means.commands.call(method, given, caller);
  if (!answered.ok) return answerProblem(context, answered, caller.requestId);
  if (byCookie && method === 'sessions.end') dropCookie(context, cookieDevice, secureCookies);
  const kept = (byCookie && method === 'sessions.refresh') || wantsCookie;
  return answerJson(means, context, kept ? keepToken(context, answered, secureCookies) : answered.result);
}

function isCookieMethod(method: string): boolean {
  return method === 'sessions.refresh' || method === 'sessions.end';
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** Moves the refresh token from the result into the cookie. */
function keepToken(context: HttpContext, { result }: Answered & { ok: true }, secure: boolean): object {
  const { refreshToken, ...rest } = result as { refreshToken: string; device: { id: string } };
  keepInCookie(context, rest.device.id, refreshToken, secure);
  return rest;
}

function answerJson({ exchanges }: CallMeans, context: HttpContext, result: unknown): Response {
  context.header('content-type', 'application/json');
  const body = result instanceof Raw ? result.json : JSON.stringify(result);
  exchanges.hold(context.env.outgoing, body.length);
  return context.body(body);
}

/** Answers with a refusal. */
export function answerProblem(context: Context, refusal: Refusal, requestId: string): Response {
  const { status, headers, body } = problemOf(refusal, requestId);
  return context.body(body, status, headers);
}
