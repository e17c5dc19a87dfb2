/** How a table is said: its columns, its key, its lookups. Stores build their statements from it. */

/** How a table is keyed and looked up. */
export interface TableSpec<Row = unknown> {
  readonly columns: Readonly<Record<keyof Row & string, 'text' | 'integer'>>;
  readonly key: readonly (keyof Row & string)[];
  /** Lookups by other columns: name → columns; rows come in key order. `unique` ones give at most one row. */
  readonly lookups: Readonly<
    Record<string, { readonly by: readonly (keyof Row & string)[]; readonly unique?: true }>
  >;
}

/** The specifications of these tables. */
export type TablesOf<Tables> = { readonly [T in keyof Tables]: TableSpec<Tables[T]> };

export const text = 'text';
export const integer = 'integer';

/** A column's value where it is part of a key or lookup. */
export type KeyPart = string | number;

/** The columns of a table's key that a lookup leaves open: by them its rows come in order. */
export function openKey({ key, lookups }: TableSpec, lookup: string): readonly string[] {
  const by: readonly string[] = lookups[lookup]?.by ?? [];
  return (key as readonly string[]).filter((column) => !by.includes(column));
}

/** The last column of a table's key; undefined where a lookup leaves open more of the key than that. */
export function lastOfKey({ key, lookups }: TableSpec, lookup: string): string | undefined {
  const columns: readonly string[] = key;
  const by: readonly string[] = lookups[lookup]?.by ?? [];
  return columns.slice(0, -1).every((column) => by.includes(column)) ? columns.at(-1) : undefined;
}
