/**
 * The settings of the app `kith`: what a person chooses about Kith itself.
 *
 * They are settings like any other, follow the person and merge by the same rule; the server reads some of them.
 */
import { z } from 'zod';
import { commandId, idInput } from './ids.ts';

/** The app whose settings these are. */
export const kithApp = 'kith';

/** A message that somebody has begun to write: `id` is its own, so that sending it takes away just this one. */
export const draft = z.object({ id: commandId, text: z.string(), replyTo: idInput.optional() });
export type Draft = z.infer<typeof draft>;

interface KithSetting {
  readonly says: string;
  readonly value: z.ZodType;
  /** What holds where nothing is set. */
  readonly usual?: unknown;
}

/** Settings with one value each. */
export const kithSettings = {
  'privacy.directs': {
    says: 'Who may begin a direct chat: anyone, people of a shared chat, or anyone by a request.',
    value: z.enum(['anyone', 'shared', 'requests']),
    usual: 'anyone',
  },
  'privacy.receipts': { says: 'Show others what one has read.', value: z.boolean(), usual: true },
  'privacy.typing': { says: 'Show others that one writes.', value: z.boolean(), usual: true },
  'show.receipts': { says: 'See what others have read.', value: z.boolean(), usual: true },
  'show.typing': { says: 'See that others write.', value: z.boolean(), usual: true },
  'inbox.seen': {
    says: 'Up to when the inbox was looked at, ms since 1970.',
    value: z.int().min(0),
    usual: 0,
  },
} as const satisfies Record<string, KithSetting>;

/** Settings about one chat or one person each: the key is `<name>.<id>`. */
export const kithSettingsById = {
  block: { says: 'Take nothing from this user.', value: z.literal(true) },
  mute: {
    says: 'No notices of this chat, until a time or for good.',
    value: z.object({ until: z.int().nullable() }),
  },
  pin: { says: 'The chat stands on top; higher numbers come first.', value: z.number() },
  archive: { says: 'The chat is put away, until something is said behind this seq.', value: z.int().min(0) },
  draft: { says: 'What somebody has begun to write in this chat.', value: draft },
} as const satisfies Record<string, KithSetting>;

type Known = typeof kithSettings;
type KnownById = typeof kithSettingsById;

/** The value of a setting of the app `kith`. */
export type KithSettingValue<K extends keyof Known | keyof KnownById> = K extends keyof Known
  ? z.infer<Known[K]['value']>
  : K extends keyof KnownById
    ? z.infer<KnownById[K]['value']>
    : never;

/** The key of a setting about one chat or one person. */
export function kithKey<N extends keyof KnownById>(name: N, id: string): `${N}.${string}` {
  return `${name}.${id}`;
}

/** The schema of a key of the app `kith`; undefined: a key that this version does not know. */
export function kithSchema(key: string): z.ZodType | undefined {
  if (Object.hasOwn(kithSettings, key)) return kithSettings[key as keyof Known].value;
  const name = key.slice(0, Math.max(0, key.indexOf('.')));
  return Object.hasOwn(kithSettingsById, name) ? kithSettingsById[name as keyof KnownById].value : undefined;
}
