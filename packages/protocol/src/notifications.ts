/** What the server says by itself on a socket: JSON-RPC 2.0 notifications, name → params. */
import { z } from 'zod';
import { actor, resetReasons, type WireEvent, wireEvent } from './events.ts';
import { limited, snapshot } from './methods/connection.ts';

interface NotificationEntry {
  readonly says: string;
  readonly params: z.ZodObject;
}

/** The notifications table. */
export const notificationTable = {
  event: { says: 'Something happened, for good.', params: wireEvent },
  reset: {
    says: 'Forget what you have of this device and take this.',
    params: z.object({
      reason: z.enum(resetReasons),
      snapshot,
      cursor: z.string(),
      more: z.boolean().optional().describe('true: `sync` from this cursor gives the next part'),
    }),
  },
  limited: {
    says: 'More was missed in this chat than was asked for: drop the chat and page it.',
    params: limited,
  },
  cursor: {
    says: 'Nothing that you may see happened, but go on from here.',
    params: z.object({ cursor: z.string() }),
  },
  signal: {
    says: 'Something that holds now and is not kept.',
    params: z.object({
      type: z.string(),
      topic: z.string().optional(),
      from: actor,
      data: z.record(z.string(), z.unknown()),
    }),
  },
  drain: {
    says: 'This node is going away: connect again after this time.',
    params: z.object({ reconnectAfterMs: z.int() }),
  },
} as const satisfies Record<string, NotificationEntry>;

export type NotificationName = keyof typeof notificationTable;

/** Params of each notification. */
export type Notifications = { readonly event: WireEvent } & {
  readonly [N in Exclude<NotificationName, 'event'>]: z.infer<(typeof notificationTable)[N]['params']>;
};
