/** The state over SQLite: one batch's reads and writes, kept in memory until they are flushed together. */

import type { DatabaseSync } from 'node:sqlite';
import type { Topic } from '@kith/protocol';
import { known } from '../../base/assert.ts';
import type { Random } from '../../base/random.ts';
import type { KeyPart, LookupName, TableName, Tables } from '../../domain/rows.ts';
import type {
  Found,
  LoggedEvent,
  MessageQuery,
  NewEvent,
  Page,
  Prior,
  State,
  View,
} from '../../domain/state.ts';
import { bodyHash, checkOf, eventHash } from '../event-hash.ts';
import type { Commit } from '../port.ts';
import { Drafts } from './drafts.ts';
import { readMeta } from './meta.ts';
import { RowCache } from './row-cache.ts';
import { SqliteView } from './view.ts';

/** What a batch brought. */
export interface Yield extends Commit {
  /** Hashes of the events, for the chain. */
  readonly hashes: readonly string[];
}

/** Random bytes that are hashed with a body and forgotten with it. */
const saltBytes = 16;

/** How many topics' counters are kept between batches. */
const topicsMax = 100_000;

/** The working set of the one connection that writes. */
export class SqliteState implements State {
  now = 0;
  readonly epoch: string;
  readonly #db: DatabaseSync;
  readonly #view: SqliteView;
  readonly #rows: RowCache;
  readonly #random: Random;
  readonly #drafts: Drafts;
  readonly #redacted = new Map<number, LoggedEvent>();
  readonly #seqs = new Map<Topic, number>();
  #head: View['head'] = { offset: 0, check: '' };
  #lastAt = 0;

  constructor(db: DatabaseSync, random: Random) {
    this.#db = db;
    this.#view = new SqliteView(db);
    this.#rows = new RowCache(this.#view.tables);
    this.#drafts = new Drafts(db);
    this.#random = random;
    this.epoch = this.#view.epoch;
    this.reload();
  }

  get head(): View['head'] {
    return this.#head;
  }

  get floor(): number {
    return this.#view.floor;
  }

  /** Time of the last event; 0: none yet. */
  get lastAt(): number {
    return this.#lastAt;
  }

  /** Begins a batch: `now` is the clock's, unless that fell behind the log. */
  begin(clock: number): void {
    this.now = Math.max(clock, this.#lastAt);
  }

  /** Writes what the batch decided; the caller commits. */
  flush(): void {
    this.#rows.flushAll();
    this.#drafts.flush();
  }

  /** Ends a batch that is committed. */
  take(): Yield {
    const drafts = this.#drafts.take();
    const redacted = [...this.#redacted.values()];
    this.#redacted.clear();
    if (drafts.length > 0) this.#lastAt = this.now;
    if (this.#seqs.size > topicsMax) this.#seqs.clear();
    this.#rows.shrink();
    return { events: drafts.map(({ event }) => event), redacted, hashes: drafts.map(({ hash }) => hash) };
  }

  /** Whether messages wait for the index of words. */
  get isIndexDue(): boolean {
    return this.#view.tables.messages.isIndexDue;
  }

  /** Has the messages that wait enter the index of words; between batches, in a transaction of the caller's. */
  index(): void {
    this.#view.tables.messages.index();
  }

  /** Forgets everything and begins from what is committed: after a rollback, or after someone else wrote. */
  reload(): void {
    this.#rows.clear();
    this.#view.tables.messages.reload();
    this.#drafts.take();
    this.#redacted.clear();
    this.#seqs.clear();
    this.#view.refresh();
    this.#head = this.#view.head;
    this.#lastAt = this.#view.log.last()?.at ?? readMeta(this.#db, 'floorAt');
  }

  get<T extends TableName>(table: T, ...key: KeyPart[]): Readonly<Tables[T]> | undefined {
    return this.#rows.get(table, key) as Tables[T] | undefined;
  }

  find<T extends TableName>(
    table: T,
    lookup: LookupName<T>,
    ...values: KeyPart[]
  ): Readonly<Tables[T]> | undefined {
    this.#rows.flush(table);
    return this.#view.find(table, lookup, ...values);
  }

  list<T extends TableName>(
    table: T,
    lookup: LookupName<T>,
    values: readonly KeyPart[],
    page?: Page,
  ): readonly Readonly<Tables[T]>[] {
    this.#rows.flush(table);
    return this.#view.list(table, lookup, values, page);
  }

  count<T extends TableName>(
    table: T,
    lookup: LookupName<T>,
    values: readonly KeyPart[],
    page: { readonly above?: number; readonly limit: number },
  ): number {
    this.#rows.flush(table);
    return this.#view.count(table, lookup, values, page);
  }

  search(request: MessageQuery): Found[] {
    this.#rows.flush('messages');
    return this.#view.search(request);
  }

  put<T extends TableName>(table: T, row: Tables[T]): void {
    this.#rows.put(table, { ...row } as never);
  }

  remove<T extends TableName>(table: T, ...key: KeyPart[]): void {
    this.#rows.remove(table, key);
  }

  seq(topic: Topic): number {
    let seq = this.#seqs.get(topic);
    if (seq === undefined) {
      seq = this.#view.seq(topic);
      this.#seqs.set(topic, seq);
    }
    return seq;
  }

  eventAt(offset: number): LoggedEvent | undefined {
    return this.#drafts.at(offset)?.event ?? this.#view.eventAt(offset);
  }

  checkAt(offset: number): string | undefined {
    return this.#drafts.at(offset)?.event.check ?? this.#view.checkAt(offset);
  }

  eventOf(topic: Topic, seq: number): LoggedEvent | undefined {
    return this.#drafts.of(topic, seq)?.event ?? this.#view.eventOf(topic, seq);
  }

  events(request: Parameters<View['events']>[0]): ReturnType<View['events']> {
    this.#drafts.flush();
    this.#view.refresh();
    return this.#view.events(request);
  }

  eventsAbout(...about: Parameters<View['eventsAbout']>): readonly LoggedEvent[] {
    this.#drafts.flush();
    return this.#view.eventsAbout(...about);
  }

  securityEvents(...page: Parameters<View['securityEvents']>): readonly LoggedEvent[] {
    this.#drafts.flush();
    return this.#view.securityEvents(...page);
  }

  prior(device: string, command: string): Prior | undefined {
    const draft = this.#drafts.by(device, command);
    if (draft?.command !== undefined) return { digest: draft.command.digest, event: draft.event };
    this.#rows.flush('remembered');
    const row = this.#view.log.prior(device, command);
    if (row === undefined) return undefined;
    const { digest, offset, outcome, expiresAt } = row;
    if (outcome === null)
      return { digest, event: known(this.eventAt(offset ?? 0), 'the event of a command') };
    return expiresAt !== null && expiresAt <= this.now ? undefined : { digest, outcome };
  }

  append({ topic, type, user, device, data, subject, command }: NewEvent): number {
    const seq = this.seq(topic) + 1;
    const offset = this.#head.offset + 1;
    const header = { offset, topic, seq, type, at: this.now, user, device };
    const salt = Buffer.from(this.#random.bytes(saltBytes)).toString('base64url');
    const body = bodyHash(salt, data);
    const hash = eventHash(
      { ...header, command: command?.id ?? null, digest: command?.digest ?? null },
      body,
    );
    const check = checkOf(hash);
    this.#drafts.add({ event: { ...header, data, check }, salt, command, subject, bodyHash: body, hash });
    this.#seqs.set(topic, seq);
    this.#head = { offset, check };
    return seq;
  }

  redact(topic: Topic, seq: number, data: string): void {
    const event = this.eventOf(topic, seq);
    if (event === undefined || event.data === data) return;
    const redacted = this.#drafts.redact(event, data);
    if (this.#drafts.at(event.offset) === undefined) this.#redacted.set(event.offset, redacted);
  }
}
