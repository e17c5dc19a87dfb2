/** A view over SQLite: what queries and deciders read, all of one moment. */

import type { DatabaseSync } from 'node:sqlite';
import type { Topic } from '@kith/protocol';
import { assert } from '../../base/assert.ts';
import type { KeyPart, LookupName, TableName, Tables } from '../../domain/rows.ts';
import type { Found, LoggedEvent, MessageQuery, Page, View } from '../../domain/state.ts';
import { type AllTables, tablesOn } from './all-tables.ts';
import { delta } from './delta.ts';
import { Log } from './log.ts';
import { readMeta } from './meta.ts';
import { Words } from './words.ts';

/** Reads through one connection. The caller holds a transaction open around what belongs together. */
export class SqliteView implements View {
  readonly epoch: string;
  readonly log: Log;
  readonly tables: AllTables;
  readonly #db: DatabaseSync;
  readonly #words: Words;
  #head: View['head'] | undefined;
  #floor: number | undefined;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.log = new Log(db);
    this.tables = tablesOn(db);
    this.#words = new Words(db);
    this.epoch = readMeta(db, 'epoch');
  }

  /** Begins another moment: what was read of the log's ends is forgotten. */
  refresh(): void {
    this.#head = undefined;
    this.#floor = undefined;
  }

  get head(): View['head'] {
    this.#head ??= this.log.last() ?? { offset: this.floor, check: readMeta(this.#db, 'floorCheck') };
    return { offset: this.#head.offset, check: this.#head.check };
  }

  get floor(): number {
    this.#floor ??= readMeta(this.#db, 'floor');
    return this.#floor;
  }

  get<T extends TableName>(table: T, ...key: KeyPart[]): Readonly<Tables[T]> | undefined {
    return this.tables[table].get(key) as Tables[T] | undefined;
  }

  find<T extends TableName>(
    table: T,
    lookup: LookupName<T>,
    ...values: KeyPart[]
  ): Readonly<Tables[T]> | undefined {
    const rows = this.tables[table].list(lookup, values, { limit: 2 });
    assert(rows.length <= 1, `${table}.${lookup} is unique`);
    return rows[0] as Tables[T] | undefined;
  }

  list<T extends TableName>(
    table: T,
    lookup: LookupName<T>,
    values: readonly KeyPart[],
    page?: Page,
  ): readonly Readonly<Tables[T]>[] {
    return this.tables[table].list(lookup, values, page) as unknown as Tables[T][];
  }

  count<T extends TableName>(
    table: T,
    lookup: LookupName<T>,
    values: readonly KeyPart[],
    page: { readonly above?: number; readonly limit: number },
  ): number {
    return this.tables[table].count(lookup, values, page);
  }

  search(request: MessageQuery): Found[] {
    return this.#words.search(request);
  }

  seq(topic: Topic): number {
    return this.log.seq(topic);
  }

  eventAt(offset: number): LoggedEvent | undefined {
    return this.log.at(offset);
  }

  checkAt(offset: number): string | undefined {
    return offset === this.floor ? readMeta(this.#db, 'floorCheck') : this.log.at(offset)?.check;
  }

  eventOf(topic: Topic, seq: number): LoggedEvent | undefined {
    return this.log.of(topic, seq);
  }

  eventsAbout(...[user, subject, { after, limit }]: Parameters<View['eventsAbout']>): readonly LoggedEvent[] {
    return this.log.about(user, subject, after, limit);
  }

  securityEvents(topic: Topic, page: { below: number; limit: number }): readonly LoggedEvent[] {
    return this.log.security(topic, page.below, page.limit);
  }

  events(request: Parameters<View['events']>[0]): ReturnType<View['events']> {
    return delta(this.log, this.head.offset, request);
  }
}
