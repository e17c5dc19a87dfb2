/** What an app says of its settings, as plain data: what every part of the house and a page can carry. Needs no zod. */
import type { Json } from './json-policy.ts';

/** What becomes of two edits of one key that did not know of each other. */
export type MergePolicy = 'lww' | 'max' | 'min' | 'or' | 'manual';

/** The kinds of scope that a value can be written in. */
export type ScopeKind = 'user' | 'device' | 'class';

/** What an app says of one key; what it leaves out is as usual. */
export interface AppKey {
  /** Usually `lww`: the later edit wins. */
  readonly policy?: MergePolicy;
  /** Where the key may be written; usually everywhere. */
  readonly scopes?: readonly ScopeKind[];
  /** The key names a set. Its elements are settings of their own, `<key>.<element>`: `true`, or not set. */
  readonly members?: true;
  /** What shows while the key is not set: made of an older key, and written nowhere until a person edits. */
  readonly migrateFrom?: {
    readonly key: string;
    /** Pure. Undefined: nothing can be made of it, the default holds. */
    readonly map: (old: Json) => Json | undefined;
  };
}

/**
 * The settings of one app: `T` is its keys, flat and dotted, with their values; `M` the names of its sets.
 *
 * A set stands in `keys` alone: what is in it are settings of their own, and nothing is in it by default.
 */
export interface App<T extends object, M extends string = never> {
  readonly name: string;
  readonly defaults: Readonly<T>;
  readonly keys: Readonly<Record<string, AppKey>> & Readonly<Record<M, AppKey & { readonly members: true }>>;
}

/** The entry of a key: its own, or that of the set that it is an element of. */
export function entryFor<S extends { policy?: MergePolicy | undefined; members?: true | undefined }>(
  keys: Readonly<Record<string, S>>,
  key: string,
): S | undefined {
  const own = Object.hasOwn(keys, key) ? keys[key] : undefined;
  // The name of a set is no setting itself.
  if (own !== undefined) return own.members === true ? undefined : own;
  for (let dot = key.indexOf('.'); dot >= 0 && dot < key.length - 1; dot = key.indexOf('.', dot + 1)) {
    const name = key.slice(0, dot);
    const set = Object.hasOwn(keys, name) ? keys[name] : undefined;
    if (set?.members === true) return set;
  }
  return undefined;
}

/** The setting of one element of a set. */
export function memberKey(set: string, element: string): string {
  return `${set}.${element}`;
}

/**
 * What stands after `given` came upon `standing`.
 *
 * `max` and `min` are of numbers, `or` is of booleans. Of values of another kind, and by any other policy, it is `given`.
 */
export function combine(policy: MergePolicy, standing: Json, given: Json): Json {
  switch (policy) {
    case 'max':
      return typeof standing === 'number' && typeof given === 'number' ? Math.max(standing, given) : given;
    case 'min':
      return typeof standing === 'number' && typeof given === 'number' ? Math.min(standing, given) : given;
    case 'or':
      return standing === true && given === false ? true : given;
    case 'lww':
    case 'manual':
      return given;
  }
}
