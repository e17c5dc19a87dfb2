/** An app's schema: what `defineApp` makes of a name and a group of settings. */
import type { App, AppKey } from '@kith/protocol/apps';
import { type Entry, type Flat, type Flattened, flatten, type Group, type SetsOf } from './group.ts';
import { mark } from './mark.ts';
import { everyScope } from './reach.ts';

export interface AppOptions {
  /** What becomes of a key that the schema does not name. Usually it is kept as it is: a newer app may know it. */
  readonly unknown?: 'keep' | 'reject';
}

/** The settings of an app, with the schemas of their values. It goes wherever an `App` is asked for. */
export interface AppSchema<N extends string = string, T extends object = object, M extends string = never>
  extends App<T, M>,
    Flattened {
  readonly [mark]: 'app';
  readonly name: N;
  readonly unknown: 'keep' | 'reject';
  /** What is written, by key. */
  readonly entries: Readonly<Record<string, Entry>>;
}

/**
 * Defines the settings of an app. Nested groups become dotted keys: `{ editor: { size } }` is `editor.size`.
 *
 * What is wrong with it is said where it is used: by the server at its start, and by `kith types`.
 */
export function defineApp<const N extends string, const G extends Group>(
  name: N,
  group: G,
  { unknown = 'keep' }: AppOptions = {},
): AppSchema<N, Flat<G>, SetsOf<G>> {
  const { written, strays } = flatten(group);
  const settings = written.filter(({ members }) => members !== true);
  const schema: Omit<AppSchema, 'keys' | 'defaults'> & { defaults: object; keys: Record<string, AppKey> } = {
    [mark]: 'app',
    name,
    unknown,
    written,
    strays,
    entries: Object.fromEntries(written.map((entry) => [entry.key, entry])),
    defaults: Object.fromEntries(settings.map((entry) => [entry.key, 'default' in entry && entry.default])),
    keys: Object.fromEntries(written.map((entry) => [entry.key, appKey(entry)])),
  };
  return schema as AppSchema<N, Flat<G>, SetsOf<G>>;
}

/** What is not as usual of an entry. */
function appKey({ members, policy, scopes, ...entry }: Entry): AppKey {
  const isUsual = scopes.length === everyScope.length;
  const migrateFrom = 'migrateFrom' in entry ? entry.migrateFrom : undefined;
  return {
    ...(members && { members }),
    ...(policy !== 'lww' && { policy }),
    ...(!isUsual && { scopes }),
    ...(migrateFrom && { migrateFrom }),
  };
}
