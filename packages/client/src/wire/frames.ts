/** Frames: what the server says on a socket, one message or an array of them ([F2]). */
import type { CallId, ErrorBody, Notifications } from '@kith/protocol';
import { errorBodyIn } from './error-body.ts';

/** A message of the server. Answers carry a result or an error. */
export type Message =
  | { readonly kind: 'result'; readonly id: CallId; readonly result: unknown }
  | { readonly kind: 'error'; readonly id: CallId; readonly error: ErrorBody }
  | Notice;

/** A notification, by its name. */
export type Notice = {
  [N in keyof Notifications]: { readonly kind: N; readonly params: Notifications[N] };
}[keyof Notifications];

interface Raw {
  readonly id?: CallId;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly data?: unknown };
}

/** The messages of a frame. Those that this client does not know come too, and are passed over by whoever reads. Throws where it is none. */
export function messagesIn(text: string): Message[] {
  const read = JSON.parse(text) as Raw | Raw[];
  return (Array.isArray(read) ? read : [read]).map(messageOf);
}

function messageOf({ id = null, method, params, result, error }: Raw): Message {
  if (method !== undefined) return { kind: method, params } as Notice;
  if (error === undefined) return { kind: 'result', id, result };
  const body = errorBodyIn(error.data);
  if (body === undefined) throw new TypeError('an error says nothing');
  return { kind: 'error', id, error: body };
}

/** A call as a frame. */
export function callFrame(id: number, method: string, params: unknown): string {
  return JSON.stringify({ jsonrpc: '2.0', id, method, params });
}
