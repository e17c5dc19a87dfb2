/** What stands in a WebSocket frame besides notifications: JSON-RPC 2.0 calls and answers. */
import { z } from 'zod';
import type { ErrorBody } from './errors.ts';

/** A call from a client. Without `id` it is a JSON-RPC notification and gets no answer. */
export const call = z.strictObject({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string().max(64), z.int()]).optional(),
  method: z.string().max(64),
  params: z.unknown().optional(),
});

export type Call = z.infer<typeof call>;
export type CallId = string | number | null;

/** The answer to a call. */
export type Answer =
  | { readonly jsonrpc: '2.0'; readonly id: CallId; readonly result: unknown }
  | {
      readonly jsonrpc: '2.0';
      readonly id: CallId;
      readonly error: { readonly code: number; readonly message: string; readonly data: ErrorBody };
    };
