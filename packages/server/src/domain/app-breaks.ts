/** Finds what a new description of an app would take back: what was taken once is taken for ever. */
import { inputBreaks, type Result } from '@kith/protocol';
import { entryFor } from '@kith/protocol/apps';

/** What an app's schema says of one key. */
export type DescribedKey = Result<'apps.get'>['keys'][number];

/** Every key that an app ever had, as it was described last. */
export type KnownKeys = Readonly<Record<string, DescribedKey>>;

/** One thing that would be taken back. */
export interface AppBreak {
  readonly app: string;
  readonly key: string;
  /** Goes on from the key. */
  readonly wrong: string;
}

/** What these keys would take back of the known ones. A key that is gone takes nothing back: it is kept as it is. */
export function appBreaks(app: string, known: KnownKeys, keys: readonly DescribedKey[]): AppBreak[] {
  const named = Object.fromEntries(keys.filter(isDescribed).map((key) => [key.key, key]));
  const wrongs = [
    ...Object.values(named).flatMap((now) => [...keyBreaks(known, now), ...swallowed(known, now)]),
    ...Object.values(known).flatMap((was) => swallowed(named, was)),
  ];
  return wrongs.map((it) => ({ app, ...it }));
}

/** Every key that was ever known, once these are. */
export function knownThen(known: KnownKeys, keys: readonly DescribedKey[]): KnownKeys {
  return { ...known, ...Object.fromEntries(keys.filter(isDescribed).map((key) => [key.key, key])) };
}

/** An element of a set of which only the operator's value is said is no key of its own. */
function isDescribed({ schema }: DescribedKey): boolean {
  return schema !== undefined;
}

type Wrong = Omit<AppBreak, 'app'>;

function keyBreaks(known: KnownKeys, now: DescribedKey): Wrong[] {
  const { key } = now;
  // Keys have any name, those that every object inherits too.
  const was = Object.hasOwn(known, key) ? known[key] : undefined;
  if (was === undefined) return [];
  if (was.members !== now.members) {
    return [{ key, wrong: was.members === true ? 'was a set' : 'was no set' }];
  }
  const values = inputBreaks(was.schema ?? {}, now.schema ?? {}, key);
  const gone = was.scopes.filter((scope) => !now.scopes.includes(scope));
  return [
    // The text begins with the key already.
    ...values.map((wrong) => ({
      key,
      wrong: wrong.startsWith(`${key} `) ? wrong.slice(key.length + 1) : wrong,
    })),
    ...gone.map((scope) => ({ key, wrong: `can no longer be written in the scope ${scope}` })),
  ];
}

/** A setting that would be, or was, an element of a set. */
function swallowed(others: KnownKeys, { key, members }: DescribedKey): Wrong[] {
  if (members === true || Object.hasOwn(others, key)) return [];
  const set = entryFor(others, key);
  return set === undefined ? [] : [{ key, wrong: `cannot be a setting beside the set ${set.key}` }];
}
