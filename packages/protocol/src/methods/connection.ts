/** The connection and the cursor: `hello` on a socket, `sync` anywhere. */
import { z } from 'zod';
import { chatSummary } from '../chat-views.ts';
import { resetReasons, wireEvent } from '../events.ts';
import { line } from '../text.ts';
import { saidPresence, userView } from '../views.ts';
import { deviceEntry } from './devices.ts';
import { waitingLink } from './links.ts';
import { method } from './method.ts';
import { settingEntry } from './settings.ts';

/** Any text: what is no readable cursor gives a reset, never an error. */
const cursorInput = z.string();

/** Missed events of one chat up to which they are replayed; where there are more, one `limited` stands for them. */
const chatLimit = z.int().min(0).max(1000);

/** Events of one chat that are not replayed: drop that chat and page it. Counting goes on at `toSeq` + 1. */
export const limited = z.object({
  topic: z.string(),
  fromSeq: z.int(),
  toSeq: z.int(),
  cursor: z.string(),
});

/** The state of everything that a device may read, at one cursor, or one part of it. */
export const snapshot = z.object({
  user: userView.nullable(),
  devices: z.array(deviceEntry),
  settings: z.array(settingEntry.extend({ app: z.string() })),
  links: z.array(waitingLink).describe('devices that wait to be let in'),
  chats: z.array(chatSummary),
  users: z.array(userView).describe('the people whom the chats name'),
  topics: z.array(z.object({ topic: z.string(), seq: z.int() })).describe('density goes on from these'),
});

export type Snapshot = z.infer<typeof snapshot>;

export const connectionMethods = {
  hello: method({
    says: 'Opens the connection: the first call on a socket.',
    door: 'socket',
    params: z.strictObject({
      token: z.string().min(1).max(4096),
      since: cursorInput.optional(),
      limit: chatLimit.optional(),
      client: z.strictObject({ name: line(64), version: line(64) }).optional(),
    }),
    result: z.object({
      connection: z.string(),
      cursor: z.string(),
      resumed: z.boolean(),
      user: userView.nullable(),
      device: z.object({ id: z.string(), name: z.string() }),
      presence: saidPresence.nullable().describe('what this device said since it came; null: nothing'),
      limits: z.record(z.string(), z.int()),
      level: z.int(),
      apps: z
        .record(z.string(), z.int())
        .optional()
        .describe('the version of each app that has a schema: see `apps.get`'),
    }),
  }),
  sync: method({
    says: 'Reads what happened since a cursor, or the first state; the poll of a client without a stream.',
    params: z.strictObject({ since: cursorInput.optional(), limit: chatLimit.optional() }),
    result: z.union([
      z.object({
        events: z.array(wireEvent),
        limited: z.array(limited).optional().describe('chats of which more was missed than `limit`'),
        cursor: z.string(),
        more: z.boolean(),
      }),
      z.object({
        reset: z.object({ reason: z.enum(resetReasons), snapshot }),
        cursor: z.string(),
        more: z.boolean(),
      }),
    ]),
  }),
};
