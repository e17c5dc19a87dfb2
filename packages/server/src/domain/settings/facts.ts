/** What decisions know of the apps' schemas: per key its policy, its scopes and its lock, as data that threads share. */

import { entryFor, type MergePolicy, type ScopeKind } from '@kith/protocol/apps';

/** What is known of one key. */
export interface KeyFacts {
  readonly policy: MergePolicy;
  /** In which scopes it may be written. */
  readonly scopes: readonly ScopeKind[];
  /** A set: its elements are the keys `<key>.<element>`, and these facts are theirs. */
  readonly members?: true;
  /** The operator decides it: nobody writes it. */
  readonly locked?: true;
}

/** What is known of one app. */
export interface AppFacts {
  readonly keys: Readonly<Record<string, KeyFacts>>;
  /** What becomes of keys that the app does not name. */
  readonly unknown: 'keep' | 'reject';
}

/** Every app with a schema, by name. */
export type Apps = Readonly<Record<string, AppFacts>>;

/** No app has a schema: any key, any value. */
export const noApps: Apps = {};

/** A key that no schema names. */
const free: KeyFacts = { policy: 'lww', scopes: ['user', 'device', 'class'] };

/** What is known of a key; an element of a set has the facts of the set. */
export function factsOf({ apps }: { readonly apps: Apps }, app: string, key: string): KeyFacts {
  // Apps have any name, those that every object inherits too.
  const facts = Object.hasOwn(apps, app) ? apps[app] : undefined;
  return (facts && entryFor(facts.keys, key)) ?? free;
}
