/** What the server says by itself, as JSON-RPC notifications. */
import {
  type CallId,
  errorBody,
  errorTable,
  type Notifications,
  type Refusal,
  rpcCode,
} from '@kith/protocol';
import { Raw } from '../commands/handler.ts';

/** A notification as JSON text. */
export function notification<N extends keyof Notifications>(method: N, params: Notifications[N]): string {
  return JSON.stringify({ jsonrpc: '2.0', method, params });
}

/** The answer to a call that succeeded. */
export function resultAnswer(id: CallId, result: unknown): string {
  const json = result instanceof Raw ? result.json : JSON.stringify(result);
  return `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${json}}`;
}

/** The answer to a call that was refused. `code` overrides the JSON-RPC code. */
export function errorAnswer(
  id: CallId,
  refusal: Refusal,
  requestId: string,
  code = rpcCode(refusal.code),
): string {
  const { text } = errorTable[refusal.code];
  return JSON.stringify({
    jsonrpc: '2.0',
    id,
    error: { code, message: text, data: errorBody(refusal, requestId) },
  });
}
