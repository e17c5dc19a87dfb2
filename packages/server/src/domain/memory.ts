/** A state over plain maps: the deciders and queries without a database, for tests and models. */
import { createHash } from 'node:crypto';
import type { Topic } from '@kith/protocol';
import { assert, known } from '../base/assert.ts';
import { securityTypes } from './activity.ts';
import { standsIn, wordsOf } from './messages/words.ts';
import {
  type KeyPart,
  type LookupName,
  lastOfKey,
  type TableName,
  type TableSpec,
  type Tables,
  tableSpecs,
} from './rows.ts';
import type { Found, LoggedEvent, MessageQuery, NewEvent, Page, Prior, Reach, State } from './state.ts';

type Row = Record<string, KeyPart | null>;

/** Behind every seq and number. */
const seqEnd = Number.MAX_SAFE_INTEGER;

/** A `State` in memory whose clock the caller sets. */
export class MemoryState implements State {
  now = 1;
  epoch = 'memory00';
  floor = 0;
  readonly log: LoggedEvent[] = [];
  readonly #tables = new Map<TableName, Map<string, Row>>();
  readonly #seqs = new Map<Topic, number>();
  /** Offset → subject. */
  readonly #subjects = new Map<number, string>();
  readonly #commands = new Map<string, { digest: string; offset: number }>();
  /** Chat and seq of a message → its number. */
  readonly #numbers = new Map<string, number>();

  get head(): { offset: number; check: string } {
    const last = this.log.at(-1);
    return { offset: this.log.length, check: last?.check ?? '00000000' };
  }

  get<T extends TableName>(table: T, ...key: KeyPart[]): Tables[T] | undefined {
    return this.#table(table).get(JSON.stringify(key)) as Tables[T] | undefined;
  }

  find<T extends TableName>(table: T, lookup: LookupName<T>, ...values: KeyPart[]): Tables[T] | undefined {
    const rows = this.list(table, lookup, values);
    assert(rows.length <= 1, `${table}.${lookup} is unique`);
    return rows[0];
  }

  list<T extends TableName>(
    table: T,
    lookup: LookupName<T>,
    values: readonly KeyPart[],
    page: Page = {},
  ): Tables[T][] {
    const spec: TableSpec = tableSpecs[table] as never;
    const by = known(spec.lookups[lookup], `lookup ${lookup}`).by as readonly string[];
    const keyOf = (row: Row) => (spec.key as readonly string[]).map((column) => row[column] ?? 0);
    const { above = Number.NEGATIVE_INFINITY, below = Number.POSITIVE_INFINITY } = page;
    const isBounded = page.above !== undefined || page.below !== undefined;
    const bounded = isBounded
      ? known(lastOfKey(spec, lookup), `${table}.${lookup} fixes the rest of its key`)
      : '';
    const last = (row: Row) => Number(row[bounded]);
    const order = page.descending === true ? -1 : 1;
    return [...this.#table(table).values()]
      .filter((row) => by.every((column, index) => row[column] === values[index]))
      .filter((row) => !isBounded || (last(row) > above && last(row) < below))
      .sort((a, b) => order * compare(keyOf(a), keyOf(b)))
      .filter((row) => page.after === undefined || order * compare(keyOf(row), page.after) > 0)
      .slice(0, page.limit ?? Number.POSITIVE_INFINITY) as unknown as Tables[T][];
  }

  count<T extends TableName>(
    table: T,
    lookup: LookupName<T>,
    values: readonly KeyPart[],
    page: { readonly above?: number; readonly limit: number },
  ): number {
    return this.list(table, lookup, values, page).length;
  }

  search({ phrases, chats, below = seqEnd, belowSeq = seqEnd, limit }: MessageQuery): Found[] {
    const messages = [...this.#table('messages').values()] as unknown as Tables['messages'][];
    return messages
      .map((message) => ({ ...message, number: this.#numberOf(message) }))
      .filter(({ live, chatId }) => live === 1 && chats.includes(chatId))
      .filter(({ seq, number }) => number < below && seq < belowSeq)
      .filter(({ text }) => {
        const words = wordsOf(text ?? '');
        return phrases.length > 0 && phrases.every((phrase) => standsIn(words, phrase));
      })
      .sort((a, b) => b.number - a.number)
      .slice(0, limit)
      .map(({ chatId, seq, number }) => ({ chatId, seq, number }));
  }

  /** Messages are numbered in the order in which they came, and keep their number. */
  #numberOf({ chatId, seq }: Tables['messages']): number {
    const key = `${chatId} ${seq}`;
    const number = this.#numbers.get(key) ?? this.#numbers.size + 1;
    this.#numbers.set(key, number);
    return number;
  }

  put<T extends TableName>(table: T, row: Tables[T]): void {
    const spec: TableSpec = tableSpecs[table] as never;
    const stored = { ...row } as unknown as Row;
    const key = (spec.key as readonly string[]).map((column) => stored[column]);
    for (const [name, { by, unique }] of Object.entries(spec.lookups)) {
      const values = (by as readonly string[]).map((column) => stored[column]);
      if (unique !== true || values.includes(null)) continue;
      const other = this.find(table, name as LookupName<T>, ...(values as KeyPart[])) as unknown as
        | Row
        | undefined;
      const same = (spec.key as readonly string[]).every((column) => other?.[column] === stored[column]);
      assert(other === undefined || same, `${table}.${name} is taken`);
    }
    this.#table(table).set(JSON.stringify(key), stored);
  }

  remove<T extends TableName>(table: T, ...key: KeyPart[]): void {
    this.#table(table).delete(JSON.stringify(key));
  }

  seq(topic: Topic): number {
    return this.#seqs.get(topic) ?? 0;
  }

  append(event: NewEvent): number {
    const { command, subject, ...rest } = event;
    const seq = this.seq(event.topic) + 1;
    const offset = this.log.length + 1;
    const check = createHash('sha256').update(`${offset} ${event.data}`).digest('hex').slice(0, 8);
    this.log.push({ ...rest, offset, seq, at: this.now, check });
    this.#seqs.set(event.topic, seq);
    if (subject !== undefined) this.#subjects.set(offset, subject);
    if (command !== undefined) {
      this.#commands.set(`${event.device} ${command.id}`, { digest: command.digest, offset });
    }
    return seq;
  }

  redact(topic: Topic, seq: number, data: string): void {
    const index = this.log.findIndex((event) => event.topic === topic && event.seq === seq);
    const event = this.log[index];
    if (event !== undefined) this.log[index] = { ...event, data };
  }

  prior(device: string, command: string): Prior | undefined {
    const remembered = this.get('remembered', device, command);
    if (remembered !== undefined) return { digest: remembered.digest, outcome: remembered.outcome };
    const found = this.#commands.get(`${device} ${command}`);
    return found && { digest: found.digest, event: known(this.eventAt(found.offset), 'its event') };
  }

  eventAt(offset: number): LoggedEvent | undefined {
    return offset > this.floor ? this.log[offset - 1] : undefined;
  }

  checkAt(offset: number): string | undefined {
    return offset >= this.floor ? this.log[offset - 1]?.check : undefined;
  }

  eventOf(topic: Topic, seq: number): LoggedEvent | undefined {
    return this.log.find((event) => event.topic === topic && event.seq === seq && event.offset > this.floor);
  }

  eventsAbout(
    user: string,
    subject: string,
    { after, limit }: { after: number; limit: number },
  ): LoggedEvent[] {
    return this.log
      .slice(Math.max(after, this.floor))
      .filter((event) => event.user === user && this.#subjects.get(event.offset) === subject)
      .slice(0, limit);
  }

  securityEvents(topic: Topic, { below, limit }: { below: number; limit: number }): LoggedEvent[] {
    return this.log
      .slice(this.floor)
      .filter((event) => event.topic === topic && event.seq < below)
      .filter(({ type }) => (securityTypes as readonly string[]).includes(type))
      .reverse()
      .slice(0, limit);
  }

  events(request: {
    reach: readonly Reach[];
    after: number;
    upTo: number;
    limit: number;
    bytesMax: number;
  }): {
    events: LoggedEvent[];
    through: number;
  } {
    const events: LoggedEvent[] = [];
    let bytes = 0;
    for (const event of this.log.slice(Math.max(request.after, this.floor), request.upTo)) {
      if (!request.reach.some((reach) => isWithin(event, reach))) continue;
      bytes += event.data.length;
      if (events.length === request.limit || (events.length > 0 && bytes > request.bytesMax)) {
        return { events, through: known(events.at(-1), 'one at least').offset };
      }
      events.push(event);
    }
    return { events, through: request.upTo };
  }

  /** Every row of a table. */
  rows<T extends TableName>(table: T): Tables[T][] {
    return [...this.#table(table).values()] as unknown as Tables[T][];
  }

  #table(name: TableName): Map<string, Row> {
    const table = this.#tables.get(name) ?? new Map<string, Row>();
    this.#tables.set(name, table);
    return table;
  }
}

function isWithin(
  { topic, seq }: LoggedEvent,
  { topic: of, from = 1, to = Number.POSITIVE_INFINITY }: Reach,
): boolean {
  return topic === of && seq >= from && seq <= to;
}

function compare(a: readonly KeyPart[], b: readonly KeyPart[]): number {
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other === undefined || part === other) continue;
    return part < other ? -1 : 1;
  }
  return 0;
}
