/** Verifying the log: numbers dense, times in order, hashes recomputed, the chain equal to its checkpoints. */
import type { DatabaseSync } from 'node:sqlite';
import { bodyHash, checkOf, link, noChain, noCheck } from '../event-hash.ts';
import { type ChainPoint, type HashedRow, hashedColumns, hashOf } from './chain.ts';
import { type Meta, readMeta } from './meta.ts';
import type { Problems } from './problems.ts';

/** An event with all that is stored of it. */
interface StoredEvent extends HashedRow {
  readonly data: string;
  readonly salt: string | null;
  readonly check: string;
}

/** What the walk along the log found. */
export interface LogFound {
  readonly events: number;
  readonly head: number;
  readonly chain: string;
}

/** Walks the whole log. */
export function verifyLog(db: DatabaseSync, problems: Problems): LogFound {
  const walk = new Walk(db, problems);
  const rows = db.prepare(
    `SELECT ${hashedColumns}, data, salt, event_check AS "check" FROM events ORDER BY event_offset`,
  );
  for (const event of rows.iterate() as unknown as Iterable<StoredEvent>) walk.take(event);
  return walk.end();
}

class Walk {
  readonly #problems: Problems;
  readonly #seqs: Map<string, number>;
  readonly #checkpoints: Map<number, string>;
  readonly #floor: number;
  #offset: number;
  #at: number;
  #chain: string;
  #events = 0;

  constructor(db: DatabaseSync, problems: Problems) {
    this.#problems = problems;
    const topics = db.prepare('SELECT topic, seq FROM topics').all() as { topic: string; seq: number }[];
    this.#seqs = new Map(topics.map(({ topic, seq }) => [topic, seq]));
    const points = db
      .prepare('SELECT event_offset AS "offset", chain FROM checkpoints')
      .all() as unknown as ChainPoint[];
    this.#checkpoints = new Map(points.map(({ offset, chain }) => [offset, chain]));
    const fact = <N extends keyof Meta>(name: N): Meta[N] => readMeta(db, name);
    this.#floor = fact('floor');
    this.#offset = this.#floor;
    this.#at = fact('floorAt');
    const begin = this.#floor === 0 ? noChain : this.#checkpoints.get(this.#floor);
    if (begin === undefined) problems.add(`log: the chain at the trim point ${this.#floor} is missing`);
    this.#chain = begin ?? noChain;
    if (this.#floor === 0 && fact('floorCheck') !== noCheck)
      problems.add('log: it has a check before its start');
  }

  take(event: StoredEvent): void {
    this.#events += 1;
    this.#number(event);
    this.#hash(event);
  }

  end(): LogFound {
    for (const offset of this.#checkpoints.keys()) {
      if (offset > this.#offset)
        this.#problems.add(`log: the head is ${this.#offset}, and yet ${offset} was chained`);
    }
    return { events: this.#events, head: this.#offset, chain: this.#chain };
  }

  #number({ offset, topic, seq, at }: StoredEvent): void {
    const nextOffset = this.#offset + 1;
    if (offset !== nextOffset) this.#problems.add(`log: offset ${offset} stands where ${nextOffset} should`);
    const nextSeq = (this.#seqs.get(topic) ?? 0) + 1;
    if (seq !== nextSeq)
      this.#problems.add(`log: at ${offset}, ${topic} has seq ${seq} where ${nextSeq} should be`);
    if (at < this.#at) this.#problems.add(`log: at ${offset}, time goes back`);
    this.#offset = offset;
    this.#seqs.set(topic, seq);
    this.#at = Math.max(at, this.#at);
  }

  #hash(event: StoredEvent): void {
    const { offset, salt, data } = event;
    if (salt !== null && bodyHash(salt, data) !== Buffer.from(event.bodyHash).toString('hex')) {
      this.#problems.add(`log: at ${offset}, the body is not the one that was written`);
    }
    const hash = hashOf(event);
    if (checkOf(hash) !== event.check) {
      this.#problems.add(`log: at ${offset}, the event is not the one that was written`);
    }
    this.#chain = link(this.#chain, hash);
    const stored = this.#checkpoints.get(offset);
    if (stored !== undefined && stored !== this.#chain) {
      this.#problems.add(`log: at ${offset}, the chain is not the one that was stored`);
      // Told once; what follows is compared from here on.
      this.#chain = stored;
    }
  }
}
