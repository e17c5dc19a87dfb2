/**
 * [I4] Prefix: what a device took is a contiguous run from its start or its last reset, over all its connections:
 * no gap, no duplicate, no reorder, and a cursor that only goes forward. A chat is read from joining to leaving.
 */
import type { History } from './history.ts';
import { userOf } from './readers.ts';
import type { Said, Taken } from './record.ts';
import type { Violation, Wrong } from './violation.ts';

export function checkPrefix({ devices, log }: History): Violation[] {
  const topics = Map.groupBy(log, ({ topic }) => topic);
  return [...devices].flatMap(([device, taken]) => {
    const reader = new Reader(device, topics);
    for (const entry of taken) reader.take(entry);
    return reader.found;
  });
}

/** One device's position as its entries give it. */
class Reader {
  readonly found: Violation[] = [];
  readonly #device: string;
  readonly #topics: ReadonlyMap<string, readonly Said[]>;
  /** Offset of its cursor; undefined: it has none yet. */
  #offset: number | undefined;
  /** Last seq of each topic. */
  readonly #seqs = new Map<string, number>();
  /** Topics may begin behind this offset: the device started there without a snapshot, or joined its user there. */
  #openFrom: number | undefined;
  /** The user that the device is in, as far as it was told. */
  #user: string | null = null;
  /** Topics that it was let out of: they go on only where it is let in again. */
  readonly #left = new Set<string>();
  /** Skipped events by topic; they may come again behind a cursor from before the end of the gap. */
  readonly #skipped = new Map<string, { fromSeq: number; toSeq: number; again: number | undefined }>();
  /** The server would not resume: it owes a reset before anything else. */
  #owesReset = false;

  constructor(device: string, topics: ReadonlyMap<string, readonly Said[]>) {
    this.#device = device;
    this.#topics = topics;
  }

  take(entry: Taken): void {
    switch (entry.what) {
      case 'hello':
        this.#hello(entry);
        return;
      case 'reset':
        this.#owesReset = false;
        this.#openFrom = undefined;
        this.#offset = entry.offset;
        this.#user = userOf(entry) ?? null;
        this.#forget();
        for (const [topic, seq] of Object.entries(entry.topics)) this.#seqs.set(topic, seq);
        return;
      case 'limited':
        this.#limited(entry);
        return;
      case 'cursor':
        if (this.#offset !== undefined && entry.offset < this.#offset)
          this.#wrong('reordered', entry, `its cursor went back to ${entry.offset}`);
        this.#offset = entry.offset;
        return;
      case 'event':
        this.#event(entry);
        return;
      case 'close':
    }
  }

  #hello(entry: Taken & { what: 'hello' }): void {
    const { since, resumed, offset } = entry;
    if (since === null) {
      this.#openFrom = offset;
      this.#forget();
    } else {
      for (const skipped of this.#skipped.values()) skipped.again = 0;
      if (since !== this.#offset) this.#wrong('gap', entry, `it came back with ${since}`);
      if (resumed && offset !== since)
        this.#wrong('gap', entry, `it was resumed at ${offset} and asked for ${since}`);
      this.#owesReset = !resumed;
    }
    if (resumed || since === null) this.#offset = offset;
  }

  #forget(): void {
    this.#seqs.clear();
    this.#left.clear();
    this.#skipped.clear();
  }

  /** Goes on right behind what was counted, or says the same again of a gap that is still open. */
  #limited(entry: Taken & { what: 'limited' }): void {
    const { topic, fromSeq, toSeq } = entry;
    const last = this.#seqs.get(topic);
    const before = this.#skipped.get(topic);
    const isAgain = before?.again !== undefined && fromSeq >= before.fromSeq && toSeq >= before.toSeq;
    const isNext =
      last === undefined ? this.#isFirst(topic, (row) => row.seq < fromSeq) : last === fromSeq - 1;
    if (!isAgain && !isNext)
      this.#wrong('gap', entry, `${fromSeq} to ${toSeq} of ${topic} are skipped after ${last}`);
    this.#skipped.set(topic, { fromSeq: before?.fromSeq ?? fromSeq, toSeq, again: undefined });
    this.#seqs.set(topic, Math.max(toSeq, last ?? 0));
  }

  /** Whether this was skipped before and comes once more, in order. */
  #comesAgain({ topic, seq }: Taken & { what: 'event' }): boolean {
    const skipped = this.#skipped.get(topic);
    if (skipped === undefined) return false;
    if (seq > skipped.toSeq) this.#skipped.delete(topic);
    const { again, fromSeq, toSeq } = skipped;
    if (again === undefined || seq < fromSeq || seq > toSeq || seq <= again) return false;
    skipped.again = seq;
    return true;
  }

  /** Whether the topic may begin here: nothing of it lies before since the device reads anything. */
  #isFirst(topic: string, isBefore: (row: Said) => boolean): boolean {
    const from = this.#openFrom;
    if (from === undefined || this.#left.has(topic)) return false;
    const rows = this.#topics.get(topic) ?? [];
    return !rows.some((row) => row.offset > from && isBefore(row));
  }

  /** Whether the topic may begin with this event: its reader is let in by it. */
  #letsIn({ type, turn }: Taken & { what: 'event' }): boolean {
    if (type === 'device.joined') return true;
    return turn?.how === 'in' && turn.who !== null && turn.who === this.#user;
  }

  #event(entry: Taken & { what: 'event' }): void {
    const { topic, seq, offset, type, turn } = entry;
    const joined = userOf(entry, this.#device);
    if (joined !== undefined) {
      this.#user = joined;
      this.#openFrom = offset;
    }
    const told = `${type} at ${seq} of ${topic}`;
    if (this.#owesReset) this.#wrong('gap', entry, `${told} came before the reset that was due`);
    const last = this.#seqs.get(topic);
    const ahead = this.#offset === undefined || offset > this.#offset;
    if (this.#comesAgain(entry)) {
      this.#offset = Math.max(offset, this.#offset ?? 0);
      return;
    }
    if (last === undefined) {
      if (!this.#isFirst(topic, (row) => row.offset < offset) && !this.#letsIn(entry))
        this.#wrong('gap', entry, `${topic} begins with ${told}`);
    } else if (seq > last + 1) this.#wrong('gap', entry, `${told} after ${last}`);
    else if (seq <= last) this.#wrong(seq === last ? 'doubled' : 'reordered', entry, `${told} after ${last}`);
    if (!ahead && (last === undefined || seq === last + 1))
      this.#wrong('reordered', entry, `${told} is not ahead`);
    this.#seqs.set(topic, Math.max(seq, last ?? 0));
    this.#left.delete(topic);
    this.#offset = Math.max(offset, this.#offset ?? 0);
    if (turn?.how !== 'out' || (turn.who !== null && turn.who !== this.#user)) return;
    this.#seqs.delete(topic);
    this.#left.add(topic);
  }

  #wrong(wrong: Wrong, { connection }: Taken, says: string): void {
    this.found.push({
      rule: 'I4',
      wrong,
      says: `${this.#device} on ${connection}, at ${this.#offset}: ${says}`,
    });
  }
}
