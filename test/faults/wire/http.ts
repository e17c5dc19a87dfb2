/** One call over HTTP. */
import type { ErrorCode } from '@kith/protocol';
import { type Reply, refusalOf } from './reply.ts';

/** No call takes this long where the server answers at all. */
const answerMsMax = 15_000;

export interface Post {
  readonly url: string;
  readonly token?: string | undefined;
  readonly method: string;
  readonly params: object;
}

/** Sends a call and waits for its answer; never throws. */
export async function post({ url, token, method, params }: Post): Promise<Reply> {
  try {
    const response = await fetch(`${url}/v1/${method}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(params),
      signal: AbortSignal.timeout(answerMsMax),
    });
    // A server that is only just there has no problem to show.
    if (response.headers.get('content-type') === null) return { kind: 'lost' };
    const body: unknown = await response.json();
    if (response.ok) return { kind: 'result', result: body };
    return refusalOf(body as { code: ErrorCode });
  } catch {
    return { kind: 'lost' };
  }
}
