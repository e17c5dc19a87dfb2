/**
 * [I4] Prefix: what a device took is a contiguous run from its start or its last reset, over all its connections:
 * no gap, no duplicate, no reorder, and a cursor that only goes forward.
 */
import type { History } from './history.ts';
import type { Taken } from './record.ts';
import type { Violation, Wrong } from './violation.ts';

export function checkPrefix({ devices }: History): Violation[] {
  return [...devices].flatMap(([device, taken]) => {
    const reader = new Reader(device);
    for (const entry of taken) reader.take(entry);
    return reader.found;
  });
}

/** One device's position as its entries give it. */
class Reader {
  readonly found: Violation[] = [];
  readonly #device: string;
  /** Offset of its cursor; undefined: it has none yet. */
  #offset: number | undefined;
  /** Last seq of each topic. */
  readonly #seqs = new Map<string, number>();
  /** Whether a topic may begin at any seq: the device started at the head, without a snapshot. */
  #open = false;
  /** The server would not resume: it owes a reset before anything else. */
  #owesReset = false;

  constructor(device: string) {
    this.#device = device;
  }

  take(entry: Taken): void {
    switch (entry.what) {
      case 'hello':
        this.#hello(entry);
        return;
      case 'reset':
        this.#owesReset = false;
        this.#open = false;
        this.#offset = entry.offset;
        this.#seqs.clear();
        for (const [topic, seq] of Object.entries(entry.topics)) this.#seqs.set(topic, seq);
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
      this.#open = true;
      this.#seqs.clear();
    } else {
      if (since !== this.#offset) this.#wrong('gap', entry, `it came back with ${since}`);
      if (resumed && offset !== since)
        this.#wrong('gap', entry, `it was resumed at ${offset} and asked for ${since}`);
      this.#owesReset = !resumed;
    }
    if (resumed || since === null) this.#offset = offset;
  }

  #event(entry: Taken & { what: 'event' }): void {
    const { topic, seq, offset, type } = entry;
    const told = `${type} at ${seq} of ${topic}`;
    if (this.#owesReset) this.#wrong('gap', entry, `${told} came before the reset that was due`);
    const last = this.#seqs.get(topic);
    const ahead = this.#offset === undefined || offset > this.#offset;
    if (last === undefined) {
      if (!this.#open && type !== 'device.joined') this.#wrong('gap', entry, `${topic} begins with ${told}`);
    } else if (seq > last + 1) this.#wrong('gap', entry, `${told} after ${last}`);
    else if (seq <= last) this.#wrong(seq === last ? 'doubled' : 'reordered', entry, `${told} after ${last}`);
    if (!ahead && (last === undefined || seq === last + 1))
      this.#wrong('reordered', entry, `${told} is not ahead`);
    this.#seqs.set(topic, Math.max(seq, last ?? 0));
    this.#offset = Math.max(offset, this.#offset ?? 0);
  }

  #wrong(wrong: Wrong, { connection }: Taken, says: string): void {
    this.found.push({
      rule: 'I4',
      wrong,
      says: `${this.#device} on ${connection}, at ${this.#offset}: ${says}`,
    });
  }
}
