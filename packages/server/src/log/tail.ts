/** The tail: follows the log in offset order, keeps its last events at hand, and tells the readers of this node. */
import type { Topic } from '@kith/protocol';
import { assert, known } from '../base/assert.ts';
import type { LoggedEvent } from '../domain/state.ts';
import type { Commit, Head, Store } from '../store/port.ts';
import { OutboundEvent } from './encoding.ts';

/** Takes events in offset order, each once. */
export type TailReader = (events: readonly OutboundEvent[]) => void;

/** How much of the log is kept in memory. */
export interface RingSize {
  readonly events: number;
  readonly bytes: number;
}

const defaultRing: RingSize = { events: 20_000, bytes: 32 * 1024 * 1024 };

/** A part of the ring, read for somebody. */
export interface RingSlice {
  readonly events: readonly OutboundEvent[];
  /** Nothing that is read is missing up to here. */
  readonly through: number;
}

/** The log's end as this node knows it. */
export class Tail {
  readonly epoch: string;
  readonly #ring: OutboundEvent[] = [];
  readonly #size: RingSize;
  readonly #readers: TailReader[] = [];
  readonly #waiters: { offset: number; reached: () => void }[] = [];
  readonly #stop: () => void;
  /** Check at the offset just before the ring's first event. */
  #before: { offset: number; check: string };
  #bytes = 0;

  constructor(
    store: Pick<Store, 'epoch' | 'onCommit'> & { readonly head: Head },
    size: RingSize = defaultRing,
  ) {
    this.epoch = store.epoch;
    this.#size = size;
    this.#before = { offset: store.head.offset, check: store.head.check };
    this.#stop = store.onCommit((commit) => this.#take(commit));
  }

  /** The last event that every reader of this node has been told. */
  get head(): { readonly offset: number; readonly check: string } {
    return this.#ring.at(-1)?.event ?? this.#before;
  }

  /** How much of the log is in memory now. */
  get ring(): RingSize {
    return { events: this.#ring.length, bytes: this.#bytes };
  }

  /** Adds a reader; readers are told in the order in which they were added. */
  follow(reader: TailReader): void {
    this.#readers.push(reader);
  }

  /** Resolves when the head is at `offset` or behind it. */
  async reached(offset: number): Promise<void> {
    if (this.head.offset >= offset) return;
    await new Promise<void>((reached) => this.#waiters.push({ offset, reached }));
  }

  /** The check at `offset` where the ring knows it. */
  checkAt(offset: number): string | undefined {
    if (offset === this.#before.offset) return this.#before.check;
    return this.#ring[offset - this.#before.offset - 1]?.event.check;
  }

  /** What `reading` has after `after`, or undefined where the ring does not reach back that far. */
  read(
    reading: { has(topic: Topic, seq: number): boolean },
    after: number,
    { limit, bytesMax }: { limit: number; bytesMax: number },
  ): RingSlice | undefined {
    if (after < this.#before.offset) return undefined;
    const events: OutboundEvent[] = [];
    let bytes = 0;
    for (let index = after - this.#before.offset; index < this.#ring.length; index += 1) {
      const item = known(this.#ring[index], 'the ring is dense');
      if (!reading.has(item.event.topic, item.event.seq)) continue;
      bytes += item.event.data.length;
      const last = events.at(-1);
      if (last !== undefined && (events.length === limit || bytes > bytesMax)) {
        return { events, through: last.event.offset };
      }
      events.push(item);
    }
    return { events, through: this.head.offset };
  }

  /** Forgets events up to `offset`, which the store has trimmed. */
  trim(offset: number): void {
    const drop = Math.min(offset - this.#before.offset, this.#ring.length);
    if (drop > 0) this.#drop(drop);
  }

  /** Stops following. */
  close(): void {
    this.#stop();
  }

  #take({ events, redacted }: Commit): void {
    for (const event of redacted) this.#replace(event);
    if (events.length === 0) return;
    const outbound = events.map((event) => this.#append(event));
    this.#shrink();
    for (const reader of this.#readers) reader(outbound);
    for (let index = this.#waiters.length - 1; index >= 0; index -= 1) {
      if (known(this.#waiters[index], 'a waiter').offset > this.head.offset) continue;
      for (const { reached } of this.#waiters.splice(index, 1)) reached();
    }
  }

  #append(event: LoggedEvent): OutboundEvent {
    assert(event.offset === this.head.offset + 1, 'the log is dense');
    const outbound = new OutboundEvent(this.epoch, event);
    this.#ring.push(outbound);
    this.#bytes += event.data.length;
    return outbound;
  }

  /** A redacted body must not come back from memory either. */
  #replace(event: LoggedEvent): void {
    const index = event.offset - this.#before.offset - 1;
    const old = this.#ring[index];
    if (old === undefined) return;
    this.#bytes += event.data.length - old.event.data.length;
    this.#ring[index] = new OutboundEvent(this.epoch, event);
  }

  /** Drops the oldest quarter at once, so that the cost of moving the rest is shared by many commits. */
  #shrink(): void {
    const { events, bytes } = this.#size;
    if (this.#ring.length <= events && this.#bytes <= bytes) return;
    let drop = Math.max(0, this.#ring.length - Math.floor(events * 0.75));
    let left = this.#bytes - sizeOf(this.#ring.slice(0, drop));
    while (left > bytes * 0.75 && drop < this.#ring.length - 1) {
      left -= sizeOf(this.#ring.slice(drop, drop + 1));
      drop += 1;
    }
    this.#drop(drop);
  }

  #drop(count: number): void {
    const dropped = this.#ring.splice(0, count);
    this.#bytes -= sizeOf(dropped);
    const last = dropped.at(-1);
    if (last !== undefined) this.#before = { offset: last.event.offset, check: last.event.check };
  }
}

function sizeOf(events: readonly OutboundEvent[]): number {
  return events.reduce((bytes, { event }) => bytes + event.data.length, 0);
}
