/** Calls over HTTP: sessions and registration, which need no socket. */
import type { ErrorBody, MethodName, Result } from '@kith/protocol';
import type { Environment } from '../environment/environment.ts';
import { Unreachable } from '../errors.ts';
import { errorBodyIn } from './error-body.ts';

/** A call that takes longer has met nobody. */
const timeoutMs = 15_000;

/** An answer: what was asked for, or why not. */
export type Answered<R> =
  | { readonly ok: true; readonly result: R }
  | { readonly ok: false; readonly error: ErrorBody };

/** Calls a method; throws `Unreachable` where nothing of Kith answered. */
export type CallHttp = <M extends MethodName>(
  method: M,
  params: object,
  token?: string,
) => Promise<Answered<Result<M>>>;

/** The HTTP door of the server at `url`. */
export function httpDoor(environment: Environment, url: string): CallHttp {
  return async <M extends MethodName>(method: M, params: object, token?: string) => {
    const headers = {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const call = { headers, body: JSON.stringify(params), timeoutMs };
    const reply = await environment.post(`${url}/v1/${method}`, call).catch((cause: unknown) => {
      throw new Unreachable(`${method} got no answer`, { cause });
    });
    const body = parsed(reply.text);
    if (reply.status === 200 && body !== undefined) return { ok: true, result: body as Result<M> };
    const error = errorBodyIn(body);
    if (error !== undefined) return { ok: false, error };
    throw new Unreachable(`${method} was answered ${reply.status} by something else`);
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
