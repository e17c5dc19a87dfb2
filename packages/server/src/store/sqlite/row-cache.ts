/** Rows at hand: what was read by key, and what was written and is not yet flushed. */
import { known } from '../../base/assert.ts';
import type { KeyPart, TableName } from '../../domain/rows.ts';
import type { Row, Table } from './tables.ts';

/** Tables whose rows are kept between batches: small rows that most commands read. */
const keptTables: readonly TableName[] = ['devices', 'users', 'settingUsage', 'chats', 'members'];

/** Rows of one table that are kept between batches: some 8 MB of members. A row that is read again is soon back. */
const rowsMax = 20_000;

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
    }
    return row ?? undefined;
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

  /** Ends a batch: keeps only what is worth it. */
  shrink(): void {
    for (const { table, rows } of Object.values(this.#shelves)) {
      if (rows.size > rowsMax || !keptTables.includes(table.name)) rows.clear();
    }
  }

  /** Forgets everything, also what was to be written. */
  clear(): void {
    for (const { rows, dirty } of Object.values(this.#shelves)) {
      rows.clear();
      dirty.clear();
    }
  }

  #write(table: TableName, key: readonly KeyPart[], row: Row | null): void {
    const shelf = this.#shelves[table];
    const name = nameOf(key);
    shelf.rows.set(name, row);
    // The last written goes last: a unique value that one row gives up is free before another row takes it.
    shelf.dirty.delete(name);
    shelf.dirty.set(name, { key, row });
  }
}

/** No part of a key holds U+0000. */
function nameOf(key: readonly KeyPart[]): string {
  return key.length === 1 ? String(known(key[0], 'a key')) : key.join('\0');
}
