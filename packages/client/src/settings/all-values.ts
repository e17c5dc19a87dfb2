/** All values of one app, kept in step key by key: of a thousand settings an edit computes one. */
import type { Lookup } from './lookup.ts';
import type { Value } from './row.ts';
import type { Table } from './table.ts';

type Values = Readonly<Record<string, Value>>;

export class AllValues {
  readonly #lookup: Lookup;
  /** Keys whose rows changed since. */
  readonly #stale = new Set<string>();
  #values: Values | undefined;
  #surroundings: string | undefined;

  constructor(
    app: string,
    { table, lookup }: { readonly table: Pick<Table, 'moves'>; readonly lookup: Lookup },
  ) {
    this.#lookup = lookup;
    table.moves.subscribe((move) => {
      if (move.app === app) for (const key of lookup.concerned(move.key)) this.#stale.add(key);
    });
  }

  /** All that is set or has a default, by key; the same object until one of them is another. */
  get(): Values {
    const { surroundings } = this.#lookup;
    const isMoved = this.#values === undefined || surroundings !== this.#surroundings;
    const values = isMoved ? this.#all() : this.#renewed(this.#values ?? {});
    this.#stale.clear();
    this.#surroundings = surroundings;
    this.#values = values;
    return values;
  }

  #all(): Values {
    const all = [...this.#lookup.keys()].map((key) => [key, this.#lookup.value(key)] as const);
    // Set one by one, a key `__proto__` would become the prototype ([V1]).
    return Object.fromEntries(all.filter(([, value]) => value !== undefined));
  }

  #renewed(before: Values): Values {
    let after: Record<string, Value> | undefined;
    for (const key of this.#stale) {
      const value = this.#lookup.value(key);
      if ((Object.hasOwn(before, key) ? before[key] : undefined) === value) continue;
      after ??= { ...before };
      if (value === undefined) delete after[key];
      else Object.defineProperty(after, key, { value, writable: true, enumerable: true, configurable: true });
    }
    return after ?? before;
  }
}
