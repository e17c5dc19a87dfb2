/** What a refusal says, as far as this client acts on it: read from what may come from any server. */
import type { ErrorBody } from '@kith/protocol';

/** undefined: it is none. */
export function errorBodyIn(told: unknown): ErrorBody | undefined {
  const { retryAfterMs, ...body } = (told ?? {}) as Partial<ErrorBody>;
  if (typeof body.code !== 'string' || typeof body.retry !== 'string') return undefined;
  // Anything else would be a pause of nothing, again and again.
  const isPause = typeof retryAfterMs === 'number' && retryAfterMs >= 0;
  return { ...(body as ErrorBody), ...(isPause && { retryAfterMs }) };
}
