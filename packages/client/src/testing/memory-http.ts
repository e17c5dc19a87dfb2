/** An HTTP door whose answers a test writes. */
import type { ErrorBody, Result } from '@kith/protocol';
import { Unreachable } from '../errors.ts';
import type { Answered, CallHttp } from '../wire/http.ts';

type Tokens = Result<'sessions.refresh'>;

/** What `sessions.refresh` answers: tokens, a refusal, or nobody. */
export type Fate = Answered<Tokens> | 'unreachable';

export interface MemoryHttp {
  readonly call: CallHttp;
  /** What was called, with its params. */
  readonly calls: { readonly method: string; readonly params: object }[];
}

/** Answers each call by what `fate` says of it. */
export function memoryHttp(fate: (params: object) => Fate | Promise<Fate>): MemoryHttp {
  const calls: MemoryHttp['calls'] = [];
  const call = async (method: string, params: object) => {
    calls.push({ method, params });
    if (method === 'sessions.end') return { ok: true, result: {} };
    const answer = await fate(params);
    if (answer === 'unreachable') throw new Unreachable('nobody is there');
    return answer;
  };
  return { call: call as CallHttp, calls };
}

/** A refusal as the server tells it. */
export function refusal(body: Omit<ErrorBody, 'requestId'>): Fate {
  return { ok: false, error: { requestId: 'req_1', ...body } };
}

/** Tokens whose access token lives for ten minutes from `issuedAt`, by the server's clock. */
export function tokens(issuedAt: number, refreshToken?: string): Tokens {
  const iat = Math.floor(issuedAt / 1000);
  const payload = btoa(JSON.stringify({ iat, exp: iat + 600 })).replaceAll('=', '');
  return {
    accessToken: `e30.${payload}.c2ln`,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    expiresAt: (iat + 600) * 1000,
    device: { id: 'dev_1', name: 'laptop' },
    user: null,
  };
}
