/** Rows in SQLite: every statement on the tables of `domain/rows.ts`, made from their specifications. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { assert, known } from '../../base/assert.ts';
import {
  type KeyPart,
  lastOfKey,
  openKey,
  type TableName,
  type TableSpec,
  tableSpecs,
} from '../../domain/rows.ts';
import type { Page } from '../../domain/state.ts';
import { quoted } from './names.ts';

/** A row of any table. */
export type Row = Readonly<Record<string, KeyPart | null>>;

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
  list(lookup: string, values: readonly KeyPart[], page: Page = {}): Row[] {
    const { limit, after, above, below, descending } = page;
    const given = [after, above, below, descending].map((part) => part !== undefined);
    const list = this.#statement(`${lookup} ${given.join(' ')}`, () => this.#listing(lookup, page));
    const behind = after === undefined ? [] : this.#behind(lookup, values, after);
    const bounds = [above, below].filter((bound) => bound !== undefined);
    return list.all(...values, ...behind, ...bounds, limit ?? -1) as Row[];
  }

  /** How many rows a lookup has, above a bound where there is one, counted up to a limit. */
  count(
    lookup: string,
    values: readonly KeyPart[],
    { above, limit }: { above?: number; limit: number },
  ): number {
    const count = this.#statement(`count ${lookup} ${above !== undefined}`, () => {
      const conditions = this.#matching(lookup);
      if (above !== undefined) conditions.push(`${quoted(this.#lastOfKey(lookup))} > ?`);
      return (
        'SELECT count(*) AS "count" FROM' +
        ` (SELECT 1 FROM ${quoted(this.name)}${where(conditions)} LIMIT ? + 0)`
      );
    });
    const bounds = above === undefined ? [] : [above];
    return (count.get(...values, ...bounds, limit) as { count: number }).count;
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

  #matching(lookup: string): string[] {
    const { by } = known(this.#spec.lookups[lookup], `lookup ${this.name}.${lookup}`);
    return (by as readonly string[]).map((column) => `${quoted(column)} = ?`);
  }

  /** The last column of the key, where the lookup fixes all others. */
  #lastOfKey(lookup: string): string {
    const column = lastOfKey(this.#spec, lookup);
    return known(column, `${this.name}.${lookup} fixes the rest of its key`);
  }

  /** The parts of a key that a lookup leaves open; the others are those of the lookup. */
  #behind(lookup: string, values: readonly KeyPart[], after: readonly KeyPart[]): KeyPart[] {
    const { by } = known(this.#spec.lookups[lookup], `lookup ${this.name}.${lookup}`);
    const fixed: readonly string[] = by;
    const behind: KeyPart[] = [];
    for (const [index, column] of this.#spec.key.entries()) {
      const part = known(after[index], 'a whole key');
      const place = fixed.indexOf(column);
      if (place < 0) behind.push(part);
      else assert(values[place] === part, `a key of ${this.name}.${lookup} is one of its rows`);
    }
    return behind;
  }

  #listing(lookup: string, { after, above, below, descending }: Page): string {
    const { key } = this.#spec;
    const conditions = this.#matching(lookup);
    if (after !== undefined) {
      // Of what the lookup fixes nothing is compared, or the index would be read from its first row on.
      const open = openKey(this.#spec, lookup);
      conditions.push(`(${list(open)}) ${descending ? '<' : '>'} (${open.map(() => '?').join(', ')})`);
    }
    if (above !== undefined) conditions.push(`${quoted(this.#lastOfKey(lookup))} > ?`);
    if (below !== undefined) conditions.push(`${quoted(this.#lastOfKey(lookup))} < ?`);
    const order = (key as readonly string[]).map((column) => `${quoted(column)}${descending ? ' DESC' : ''}`);
    // SQLite plans anew at every run where a bare parameter is the limit; a sum it takes as it comes.
    return `${this.#select()}${where(conditions)} ORDER BY ${order.join(', ')} LIMIT ? + 0`;
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

function list(columns: readonly string[]): string {
  return columns.map(quoted).join(', ');
}

function matching(columns: readonly string[]): string {
  return columns.map((column) => `${quoted(column)} = ?`).join(' AND ');
}

function where(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
}
