/** Refusals as HTTP: problem details (RFC 9457) with the status and retry of the error table. */
import { errorBody, errorTable, type Refusal } from '@kith/protocol';
import type { Context } from 'hono';

/** Answers with a refusal. */
export function problem(context: Context, refusal: Refusal, requestId: string): Response {
  const { status, text, retry } = errorTable[refusal.code];
  const body = {
    type: 'about:blank',
    title: text,
    status,
    detail: refusal.hint ?? text,
    ...errorBody(refusal, requestId),
  };
  context.header('content-type', 'application/problem+json');
  if (retry === 'later')
    context.header('retry-after', String(Math.ceil((refusal.retryAfterMs ?? 1000) / 1000)));
  if (status === 401) context.header('www-authenticate', 'Bearer');
  return context.body(JSON.stringify(body), status);
}
