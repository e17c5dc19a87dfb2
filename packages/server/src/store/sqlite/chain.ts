/** The running chain hash over the log, with checkpoints stored so that it need not be computed from the start. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { assert } from '../../base/assert.ts';
import { type EventHeader, eventHash, link, noChain } from '../event-hash.ts';

/** A stored point of the chain lies at every multiple of this. */
const checkpointEvery = 1_024;

/** The chain up to an offset. */
export interface ChainPoint {
  readonly offset: number;
  readonly chain: string;
}

/** An event as its hash is computed from the database. */
export interface HashedRow extends EventHeader {
  readonly bodyHash: Uint8Array;
}

export const hashedColumns =
  'event_offset AS "offset", topic, seq, type, at, user_id AS "user", device_id AS "device",' +
  ' command_id AS "command", digest, body_hash AS "bodyHash"';

/** The hash of a stored event, from its columns. */
export function hashOf(row: HashedRow): string {
  return eventHash(row, Buffer.from(row.bodyHash).toString('hex'));
}

/** Follows the log; folds events after their commit and leaves checkpoints for a later one. */
export class Chain {
  readonly #insert: StatementSync;
  readonly #nearest: StatementSync;
  readonly #after: StatementSync;
  #point: ChainPoint;
  #unstored: ChainPoint[] = [];

  constructor(db: DatabaseSync) {
    this.#insert = db.prepare('INSERT OR REPLACE INTO checkpoints (event_offset, chain) VALUES (?, ?)');
    this.#nearest = db.prepare(
      'SELECT event_offset AS "offset", chain FROM checkpoints WHERE event_offset <= ? ORDER BY event_offset DESC LIMIT 1',
    );
    this.#after = db.prepare(
      `SELECT ${hashedColumns} FROM events WHERE event_offset > ? AND event_offset <= ? ORDER BY event_offset`,
    );
    this.#point = this.at(Number.MAX_SAFE_INTEGER);
  }

  /** The chain at the last folded event. */
  get point(): ChainPoint {
    return this.#point;
  }

  /** Folds the events that follow. */
  fold(hashes: readonly string[]): void {
    for (const hash of hashes) {
      this.#point = { offset: this.#point.offset + 1, chain: link(this.#point.chain, hash) };
      if (this.#point.offset % checkpointEvery === 0) this.#unstored.push(this.#point);
    }
  }

  /** Writes the checkpoints that are due, within the caller's transaction; `settle` once it is committed. */
  store(): void {
    for (const point of this.#unstored) this.keep(point);
  }

  settle(): void {
    this.#unstored = [];
  }

  /** Writes a checkpoint. */
  keep({ offset, chain }: ChainPoint): void {
    this.#insert.run(offset, chain);
  }

  /** The chain at `offset`, or at the last event before it, computed from the nearest checkpoint. */
  at(offset: number): ChainPoint {
    const from = this.#nearest.get(offset) as ChainPoint | undefined;
    let { offset: last, chain } = from ?? { offset: 0, chain: noChain };
    for (const row of this.#after.iterate(last, offset) as unknown as Iterable<HashedRow>) {
      assert(row.offset === last + 1, 'the log is dense');
      chain = link(chain, hashOf(row));
      last = row.offset;
    }
    return { offset: last, chain };
  }
}
