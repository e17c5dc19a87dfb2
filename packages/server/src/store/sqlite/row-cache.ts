/** Rows at hand: what was read by key, and what was written and is not yet flushed. */
import { known } from '../../base/assert.ts';
import type { KeyPart, TableName } from '../../domain/rows.ts';
import type { Row, Table } from './tables.ts';

/** Rows kept between batches, of all tables together. */
const rowsMax = 50_000;

/** One table's rows by key; null: known to be absent. */
interface Shelf {
  readonly table: Table;
  readonly rows: Map<string, Row | null>;
  /** Keys with what is to be written, in the order of the last writes. */
  readonly dirty: Map<string, { readonly key: readonly KeyPart[]; readonly row: Row | null }>;
}

/** Right only as long as nobody else writes to the tables; `clear` it otherwise. */
export class RowCache {
  readonly #shelves: Readonly<Record<TableName, Shelf>>;
  #size = 0;

  constructor(tables: Readonly<Record<TableName, Table>>) {
    this.#shelves = Object.fromEntries(
      Object.values(tables).map((table) => [table.name, { table, rows: new Map(), dirty: new Map() }]),
    ) as unknown as Record<TableName, Shelf>;
  }

  /** The row with this key. */
  get(table: TableName, key: readonly KeyPart[]): Row | undefined {
    const shelf = this.#shelves[table];
    const name = nameOf(key);
    let row = shelf.rows.get(name);
    if (row === undefined) {
      row = shelf.table.get(key) ?? null;
      shelf.rows.set(name, row);
      this.#size += 1;
    }
    return row ?? undefined;
  }

  /** What is to be written under this key; null: it is to be removed, undefined: nothing is to be written. */
  unflushed(table: TableName, key: readonly KeyPart[]): Row | null | undefined {
    return this.#shelves[table].dirty.get(nameOf(key))?.row;
  }

  put(table: TableName, row: Row): void {
    this.#write(table, this.#shelves[table].table.keyOf(row), row);
  }

  remove(table: TableName, key: readonly KeyPart[]): void {
    this.#write(table, key, null);
  }

  /** Writes what is dirty of a table, so that a lookup sees it. */
  flush(table: TableName): void {
    const shelf = this.#shelves[table];
    if (shelf.dirty.size === 0) return;
    for (const { key, row } of shelf.dirty.values()) {
      if (row === null) shelf.table.remove(key);
      else shelf.table.put(row);
    }
    shelf.dirty.clear();
  }

  /** Writes everything that is dirty. */
  flushAll(): void {
    for (const table of Object.keys(this.#shelves) as TableName[]) this.flush(table);
  }

  /** Keeps within bounds between batches. */
  shrink(): void {
    if (this.#size > rowsMax) this.clear();
  }

  /** Forgets everything, also what was to be written. */
  clear(): void {
    for (const { rows, dirty } of Object.values(this.#shelves)) {
      rows.clear();
      dirty.clear();
    }
    this.#size = 0;
  }

  #write(table: TableName, key: readonly KeyPart[], row: Row | null): void {
    const shelf = this.#shelves[table];
    const name = nameOf(key);
    shelf.rows.set(name, row);
    this.#size += 1;
    // The last written goes last: a unique value that one row gives up is free before another row takes it.
    shelf.dirty.delete(name);
    shelf.dirty.set(name, { key, row });
  }
}

/** No part of a key holds U+0000. */
function nameOf(key: readonly KeyPart[]): string {
  return key.length === 1 ? String(known(key[0], 'a key')) : key.join('\0');
}
