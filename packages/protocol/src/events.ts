/** Every event and signal that the wire knows: type → who may read it and what it says. */
import { z } from 'zod';
import { chatEvents, chatSignals } from './chat-events.ts';
import { deviceView, shownPresence, userView } from './views.ts';

const time = z.int().describe('ms since 1970, server clock');
const json = z.unknown().describe('any JSON value');

/** Who did it; both are null when the server itself did. */
export const actor = z.object({ user: z.string().nullable(), device: z.string().nullable() });

/** The kinds of topic: who may read. */
export type TopicKind = 'device' | 'user' | 'chat';

interface EventEntry {
  readonly topics: readonly TopicKind[];
  readonly says: string;
  readonly data: z.ZodObject;
}

const deviceChange = z.object({ device: deviceView, by: z.string().nullable().describe('device id') });

/** The events table. */
export const eventTable = {
  'device.joined': {
    topics: ['user', 'device'],
    says: 'A device joined the user.',
    data: deviceChange.extend({
      user: userView,
      via: z.enum(['create', 'link', 'recovery', 'open']),
      quarantineUntil: time.nullable().optional(),
    }),
  },
  'device.left': {
    topics: ['user', 'device'],
    says: 'A device left the user by itself.',
    data: deviceChange,
  },
  'device.revoked': {
    topics: ['user', 'device'],
    says: 'A device was signed out by another; its connections die at this event.',
    data: deviceChange,
  },
  'device.renamed': { topics: ['user', 'device'], says: 'A device got another label.', data: deviceChange },
  'device.described': {
    topics: ['user', 'device'],
    says: 'A device runs on another platform than before.',
    data: deviceChange,
  },
  'session.ended': {
    topics: ['device'],
    says: 'The session of this device ended, and its access tokens with it.',
    data: z.object({ reason: z.enum(['ended', 'reuse', 'recovered']) }),
  },
  'session.replaced': {
    topics: ['device'],
    says: 'This device logged in anew: the refresh token of its earlier session is worth nothing.',
    data: z.object({}),
  },
  'session.reused': {
    topics: ['user'],
    says: 'An old refresh token of a device came back: it may have been copied. That device must log in again.',
    data: z.object({ device: deviceView }),
  },
  'link.created': {
    topics: ['user'],
    says: 'A device asked for a code that lets another device join.',
    data: z.object({ link: z.string(), by: z.string(), expiresAt: time }),
  },
  'link.redeemed': {
    topics: ['user'],
    says: 'A device showed the code and waits for approval.',
    data: z.object({
      link: z.string(),
      device: z.object({ name: z.string(), platform: z.string().nullable() }),
      network: z.string().nullable().describe('coarse network of the new device'),
      sameNetwork: z.boolean(),
      expiresAt: time.optional(),
    }),
  },
  'link.approved': {
    topics: ['user', 'device'],
    says: 'The link was approved.',
    data: z.object({ link: z.string(), user: userView.optional() }),
  },
  'link.denied': {
    topics: ['user', 'device'],
    says: 'The link was denied, withdrawn by the device that waited, who is the actor then, or died after wrong numbers.',
    data: z.object({ link: z.string(), user: userView.optional() }),
  },
  'link.expired': {
    topics: ['user', 'device'],
    says: 'Nobody approved the link in time.',
    data: z.object({ link: z.string(), user: userView.optional() }),
  },
  'recovery.created': {
    topics: ['user'],
    says: 'New recovery codes were made; the old ones are dead.',
    data: z.object({ by: z.string().nullable() }),
  },
  'user.updated': { topics: ['user'], says: 'The profile changed.', data: z.object({ user: userView }) },
  'setting.changed': {
    topics: ['user'],
    says: 'A setting has a new value, or none.',
    data: z.object({
      app: z.string(),
      key: z.string(),
      scope: z.string(),
      value: json.optional(),
      unset: z.literal(true).optional(),
      rev: z.int().describe('equals the seq of this event'),
      editedAt: time,
      erased: z
        .literal(true)
        .optional()
        .describe('stands beside `unset`: the value was erased; forget every one that came before'),
    }),
  },
  'setting.superseded': {
    topics: ['device'],
    says: 'An edit of this device lost against a later one; its value is in the history.',
    data: z.object({
      app: z.string(),
      key: z.string(),
      scope: z.string(),
      value: json.optional(),
      unset: z.literal(true).optional(),
      by: z.object({ rev: z.int(), device: z.string().nullable() }),
      erased: z.literal(true).optional().describe('stands beside `unset`: the value was erased'),
    }),
  },
  'setting.contested': {
    topics: ['user'],
    says: 'An edit lost against what stands, of a key whose conflicts a person settles: its value is kept for them.',
    data: z.object({
      app: z.string(),
      key: z.string(),
      scope: z.string(),
      value: json.optional(),
      unset: z.literal(true).optional(),
      editedAt: time,
      entry: z.string().describe('its entry in the history'),
      by: z.object({ rev: z.int(), device: z.string().nullable() }).describe('what stands'),
      erased: z.literal(true).optional().describe('stands beside `unset`: the value was erased'),
    }),
  },
  ...chatEvents,
} as const satisfies Record<string, EventEntry>;

export type EventType = keyof typeof eventTable;

/** The data of an event of this type. */
export type EventData<T extends EventType> = z.infer<(typeof eventTable)[T]['data']>;

/** An event as any reader may take it, also of a type that the reader does not know. */
export const wireEvent = z.object({
  cursor: z.string().describe('the position after this event'),
  topic: z.string(),
  seq: z.int().describe('position in the topic; the next one is one more'),
  type: z.string(),
  at: time,
  actor,
  data: z.record(z.string(), z.unknown()),
});

/** An event of a known type. */
export interface WireEvent<T extends EventType = EventType> {
  readonly cursor: string;
  readonly topic: string;
  readonly seq: number;
  readonly type: T;
  readonly at: number;
  readonly actor: z.infer<typeof actor>;
  readonly data: EventData<T>;
}

interface SignalEntry {
  readonly says: string;
  readonly data: z.ZodObject;
}

/** The signals table: best effort, no offset, first dropped under pressure. */
export const signalTable = {
  presence: {
    says: 'A device or a user came, went or changed its state.',
    data: z.object({
      user: z.string(),
      device: z.string().optional().describe('absent: told for the user as a whole'),
      state: shownPresence,
      lastSeenAt: time.optional(),
    }),
  },
  'setting.preview': {
    says: 'A person drags a setting on another screen; forget it after two seconds, or when the setting changes.',
    data: z.object({
      app: z.string(),
      key: z.string(),
      scope: z.string(),
      value: json,
      device: z.string().describe('where the person drags'),
    }),
  },
  ...chatSignals,
} as const satisfies Record<string, SignalEntry>;

export type SignalType = keyof typeof signalTable;
export type SignalData<T extends SignalType> = z.infer<(typeof signalTable)[T]['data']>;

/**
 * Why a client must forget what it has and take a snapshot. `more` is the next part of one: add it, forget nothing.
 */
export const resetReasons = [
  'new',
  'unreadable',
  'foreign',
  'future',
  'rewound',
  'trimmed',
  'user-changed',
  'unfinished',
  'more',
] as const;
export type ResetReason = (typeof resetReasons)[number];
