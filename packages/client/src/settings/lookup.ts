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
  /** Keys that came after others, each with that one. */
  readonly #successors: ReadonlyMap<string, string>;

  constructor(means: LookupMeans, app: AnyApp) {
    this.#means = means;
    this.#app = app;
    this.#defaults = app.defaults as Readonly<Record<string, Value>>;
    const entries = Object.entries(app.keys);
    this.#successors = new Map(
      entries.flatMap(([key, { migrateFrom }]) => (migrateFrom ? [[key, migrateFrom.key] as const] : [])),
    );
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

  /** Keys that may have a value: with a default, after another key, set out by the operator, or stored. */
  keys(): Iterable<string> {
    const { table, managed } = this.#means;
    const stored = [...table.rows(this.#app.name)].map(({ key }) => key);
    const known = [...Object.keys(this.#defaults), ...this.#successors.keys()];
    return new Set([...known, ...managed.keys(this.#app.name), ...stored]);
  }

  /** A key, and those that show what can be made of it. */
  *concerned(key: string): Generator<string> {
    yield key;
    for (const [successor, from] of this.#successors) if (from === key) yield* this.concerned(successor);
  }

  /** Another one, where what lies around the rows changed: the operator's values, or the names of this device's scopes. */
  get surroundings(): string {
    const { scopes, managed } = this.#means;
    return `${managed.revision} ${scopes.named('device')} ${scopes.named('class')}`;
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
