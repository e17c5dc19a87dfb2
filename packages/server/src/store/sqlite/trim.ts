/** Trimming: forgets the oldest part of the log, and all that lives only as long as it. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { known } from '../../base/assert.ts';
import type { Chain } from './chain.ts';
import { readMeta, writeMeta } from './meta.ts';

/** Answers forgotten in one transaction. */
const stepAnswers = 1_000;

/** Where trimming stands after a step. */
export interface Reached {
  readonly floor: number;
  readonly target: number;
  /** Nothing is left to do for this target. */
  readonly done: boolean;
}

/** Events forgotten in one transaction: few, so that commands in between need not wait long. */
const stepEvents = 1_000;

export class Trimmer {
  readonly #db: DatabaseSync;
  readonly #chain: Chain;
  readonly #event: StatementSync;
  readonly #keepSeqs: StatementSync;
  readonly #tombstones: StatementSync;
  readonly #drop: StatementSync;
  readonly #dropCheckpoints: StatementSync;
  readonly #creditTombstone: StatementSync;
  readonly #dropExpired: StatementSync;
  readonly #dropOutlived: StatementSync;

  constructor(db: DatabaseSync, chain: Chain) {
    this.#db = db;
    this.#chain = chain;
    this.#event = db.prepare('SELECT event_check AS "check", at FROM events WHERE event_offset = ?');
    // NOT INDEXED: by offset, since the index by topic would be walked along the whole log at every step.
    this.#keepSeqs = db.prepare(
      'INSERT INTO topics (topic, seq) SELECT topic, max(seq) FROM events NOT INDEXED WHERE event_offset <= ? GROUP BY topic' +
        ' ON CONFLICT (topic) DO UPDATE SET seq = excluded.seq',
    );
    this.#tombstones = db.prepare(
      'DELETE FROM settings WHERE value IS NULL AND contested IS NULL AND user_id IN (SELECT substr(topic, 6) FROM events NOT INDEXED' +
        " WHERE event_offset <= ? AND topic GLOB 'user:*')" +
        " AND rev <= (SELECT seq FROM topics WHERE topic = 'user:' || user_id) RETURNING user_id",
    );
    this.#creditTombstone = db.prepare(
      'UPDATE setting_usage SET tombstones = tombstones - 1 WHERE user_id = ?',
    );
    this.#drop = db.prepare('DELETE FROM events WHERE event_offset <= ?');
    this.#dropCheckpoints = db.prepare('DELETE FROM checkpoints WHERE event_offset < ?');
    const some = (which: string) =>
      db.prepare(
        'DELETE FROM remembered WHERE (device_id, command_id) IN' +
          ` (SELECT device_id, command_id FROM remembered WHERE ${which} LIMIT ${stepAnswers})`,
      );
    this.#dropExpired = some('expires_at <= ?');
    this.#dropOutlived = some('expires_at IS NULL AND at < ?');
  }

  /** Trims one step towards `offset`, never above `head`, in a transaction of its own. */
  step(offset: number, { head, now }: { head: number; now: number }): Reached {
    const from = readMeta(this.#db, 'floor');
    const target = Math.max(from, Math.min(offset, head));
    const floor = Math.min(target, from + stepEvents);
    this.#db.exec('BEGIN IMMEDIATE');
    if (floor > from) this.#forget(floor);
    const done = floor === target && !this.#dropAnswers(now);
    this.#db.exec('COMMIT');
    return { floor, target, done };
  }

  /** Drops a bounded number of answers, and says whether there may be more. */
  #dropAnswers(now: number): boolean {
    const expired = Number(this.#dropExpired.run(now).changes);
    const outlived = Number(this.#dropOutlived.run(readMeta(this.#db, 'floorAt')).changes);
    return Math.max(expired, outlived) === stepAnswers;
  }

  #forget(floor: number): void {
    const last = known(this.#event.get(floor), 'the event at the new floor') as { check: string; at: number };
    this.#chain.keep(this.#chain.at(floor));
    this.#keepSeqs.run(floor);
    for (const row of this.#tombstones.all(floor)) this.#creditTombstone.run(String(row.user_id));
    this.#drop.run(floor);
    this.#dropCheckpoints.run(floor);
    writeMeta(this.#db, { floor, floorCheck: last.check, floorAt: last.at });
  }
}
