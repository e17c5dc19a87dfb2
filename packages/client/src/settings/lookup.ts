/** The lookup of one app: which of the layers that a setting may stand in speaks first ([M8]). */
import type { Json } from '@kith/protocol';
import { type App, type AppKey, entryFor } from '@kith/protocol/apps';
import type { Source } from './api.ts';
import type { Managed } from './managed.ts';
import type { Place } from './place.ts';
import { valueIn } from './policies.ts';
import type { Value } from './row.ts';
import { type Scopes, scopeKinds } from './scopes.ts';
import type { Table } from './table.ts';

/** A layer that speaks. */
export interface Layer {
  readonly value: Value;
  readonly source: Source;
  /** Where it is written; undefined: nowhere. */
  readonly place?: Place;
}

export interface LookupMeans {
  readonly table: Table;
  readonly scopes: Scopes;
  readonly managed: Managed;
}

/** What an app says, of whatever keys it has. */
export type AnyApp = App<object>;

const usual: AppKey = {};

export class Lookup {
  readonly #means: LookupMeans;
  readonly #app: AnyApp;
  readonly #defaults: Readonly<Record<string, Value>>;
  /** Keys that came after others. */
  readonly #successors: readonly string[];

  constructor(means: LookupMeans, app: AnyApp) {
    this.#means = means;
    this.#app = app;
    this.#defaults = app.defaults as Readonly<Record<string, Value>>;
    this.#successors = Object.entries(app.keys).flatMap(([key, entry]) => (entry.migrateFrom ? [key] : []));
  }

  /** What the app says of a key. */
  entry(key: string): AppKey {
    return entryFor(this.#app.keys, key) ?? usual;
  }

  /** The layers that speak, from the top; the last one is the default. */
  *layers(key: string): Generator<Layer, undefined> {
    const { scopes, managed } = this.#means;
    const given = managed.at(this.#app.name, key);
    if (given?.locked) yield { value: given.value as Json, source: 'locked' };
    for (const source of scopeKinds) {
      const place = { app: this.#app.name, scope: scopes.named(source), key };
      const value = this.valueAt(place);
      if (value !== undefined) yield { value, source, place };
    }
    if (given !== undefined && !given.locked) yield { value: given.value as Json, source: 'managed' };
    yield { value: Object.hasOwn(this.#defaults, key) ? this.#defaults[key] : undefined, source: 'default' };
  }

  /** The value that shows. */
  value(key: string): Value {
    return this.layers(key).next().value?.value;
  }

  /** All that is set or has a default, by key. */
  all(): Record<string, Value> {
    const { table, managed } = this.#means;
    const all = new Map(Object.entries(this.#defaults));
    const stored = [...table.rows(this.#app.name)].map(({ key }) => key);
    for (const key of new Set([...this.#successors, ...managed.keys(this.#app.name), ...stored])) {
      const value = this.value(key);
      if (value !== undefined) all.set(key, value);
    }
    // Set one by one, a key `__proto__` would become the prototype ([V1]).
    return Object.fromEntries(all);
  }

  /** What stands in one scope, else what can be made of the key that this one came after ([M12]). */
  valueAt(place: Place): Value {
    const { migrateFrom, ...entry } = this.entry(place.key);
    const value = valueIn(this.#means.table.row(place), entry);
    if (value !== undefined || migrateFrom === undefined) return value;
    const old = this.valueAt({ ...place, key: migrateFrom.key });
    return old === undefined ? undefined : migrated(migrateFrom.map, old);
  }
}

/** What was stored may be of any version of the app: of what `map` does not expect nothing can be made. */
function migrated(map: NonNullable<AppKey['migrateFrom']>['map'], old: Json): Value {
  try {
    return map(old);
  } catch {
    return undefined;
  }
}
