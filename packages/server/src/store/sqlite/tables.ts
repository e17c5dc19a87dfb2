/** Rows in SQLite: every statement on the tables of `domain/rows.ts`, made from their specifications. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { known } from '../../base/assert.ts';
import { type KeyPart, type TableName, type TableSpec, tableSpecs } from '../../domain/rows.ts';
import { quoted } from './names.ts';

/** A row of any table. */
export type Row = Readonly<Record<string, KeyPart | null>>;

/** Which part of a lookup's rows to read. */
export interface Page {
  readonly limit?: number;
  readonly after?: readonly KeyPart[];
  readonly descending?: true;
}

/** One table on one connection. */
export class Table {
  readonly name: TableName;
  readonly #db: DatabaseSync;
  readonly #spec: TableSpec;
  readonly #columns: readonly string[];
  readonly #statements = new Map<string, StatementSync>();

  constructor(db: DatabaseSync, name: TableName) {
    this.name = name;
    this.#db = db;
    this.#spec = tableSpecs[name] as unknown as TableSpec;
    this.#columns = Object.keys(this.#spec.columns);
  }

  /** The row with this key. */
  get(key: readonly KeyPart[]): Row | undefined {
    const get = this.#statement('get', () => `${this.#select()} WHERE ${matching(this.#spec.key)}`);
    return get.get(...key) as Row | undefined;
  }

  /** The rows of a lookup, in key order. */
  list(lookup: string, values: readonly KeyPart[], { limit, after, descending }: Page = {}): Row[] {
    const shape = `${lookup} ${after !== undefined} ${descending === true}`;
    const list = this.#statement(shape, () =>
      this.#listing(lookup, after !== undefined, descending === true),
    );
    return list.all(...values, ...(after ?? []), limit ?? -1) as Row[];
  }

  /** Writes a row in place of the one with its key. */
  put(row: Row): void {
    const { key } = this.#spec;
    const put = this.#statement('put', () => {
      const rest = this.#columns.filter((column) => !(key as readonly string[]).includes(column));
      const change = rest.map((column) => `${quoted(column)} = excluded.${quoted(column)}`);
      const otherwise = change.length === 0 ? 'NOTHING' : `UPDATE SET ${change.join(', ')}`;
      return (
        `INSERT INTO ${quoted(this.name)} (${list(this.#columns)}) VALUES (${this.#columns.map(() => '?').join(', ')})` +
        ` ON CONFLICT (${list(key)}) DO ${otherwise}`
      );
    });
    put.run(...this.#columns.map((column) => known(row[column], `${this.name}.${column}`)));
  }

  /** Removes the row with this key. */
  remove(key: readonly KeyPart[]): void {
    this.#statement('remove', () => `DELETE FROM ${quoted(this.name)} WHERE ${matching(this.#spec.key)}`).run(
      ...key,
    );
  }

  /** The key of a row. */
  keyOf(row: Row): KeyPart[] {
    return this.#spec.key.map((column) => known(row[column] ?? undefined, `${this.name}.${column}`));
  }

  #select(): string {
    const columns = this.#columns.map((column) => `${quoted(column)} AS "${column}"`);
    return `SELECT ${columns.join(', ')} FROM ${quoted(this.name)}`;
  }

  #listing(lookup: string, hasAfter: boolean, descending: boolean): string {
    const { by } = known(this.#spec.lookups[lookup], `lookup ${this.name}.${lookup}`);
    const { key } = this.#spec;
    const conditions = (by as readonly string[]).map((column) => `${quoted(column)} = ?`);
    if (hasAfter)
      conditions.push(`(${list(key)}) ${descending ? '<' : '>'} (${key.map(() => '?').join(', ')})`);
    const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
    const order = (key as readonly string[]).map((column) => `${quoted(column)}${descending ? ' DESC' : ''}`);
    // SQLite plans anew at every run where a bare parameter is the limit; a sum it takes as it comes.
    return `${this.#select()}${where} ORDER BY ${order.join(', ')} LIMIT ? + 0`;
  }

  #statement(name: string, sql: () => string): StatementSync {
    let statement = this.#statements.get(name);
    if (statement === undefined) {
      statement = this.#db.prepare(sql());
      this.#statements.set(name, statement);
    }
    return statement;
  }
}

/** Every table on one connection. */
export function tablesOn(db: DatabaseSync): Readonly<Record<TableName, Table>> {
  const names = Object.keys(tableSpecs) as TableName[];
  return Object.fromEntries(names.map((name) => [name, new Table(db, name)])) as Record<TableName, Table>;
}

function list(columns: readonly string[]): string {
  return columns.map(quoted).join(', ');
}

function matching(columns: readonly string[]): string {
  return columns.map((column) => `${quoted(column)} = ?`).join(' AND ');
}
