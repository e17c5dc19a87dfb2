/** The log in SQLite: reading its events one by one, and by topic. */

import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Topic } from '@kith/protocol';
import { securityTypes } from '../../domain/activity.ts';
import type { LoggedEvent } from '../../domain/state.ts';

const event =
  'event_offset AS "offset", topic, seq, type, at, user_id AS "user", device_id AS "device", data, event_check AS "check"';

/** Where an event stands. */
export interface Place {
  readonly seq: number;
  readonly offset: number;
}

/** What table `events` or `remembered` holds under a command's id. */
export interface PriorRow {
  readonly digest: string;
  readonly offset: number | null;
  readonly outcome: string | null;
  readonly expiresAt: number | null;
}

/** Statements on the log of one connection. */
export class Log {
  readonly #last: StatementSync;
  readonly #at: StatementSync;
  readonly #of: StatementSync;
  readonly #lastOf: StatementSync;
  readonly #placeOf: StatementSync;
  readonly #placesFrom: StatementSync;
  readonly #trimmedOf: StatementSync;
  readonly #about: StatementSync;
  readonly #security: StatementSync;
  readonly #prior: StatementSync;

  constructor(db: DatabaseSync) {
    this.#last = db.prepare(
      'SELECT event_offset AS "offset", event_check AS "check", at FROM events ORDER BY event_offset DESC LIMIT 1',
    );
    this.#at = db.prepare(`SELECT ${event} FROM events WHERE event_offset = ?`);
    this.#of = db.prepare(`SELECT ${event} FROM events WHERE topic = ? AND seq = ?`);
    // These four read only the index (topic, seq), whose entries carry the offset.
    const place = 'SELECT seq, event_offset AS "offset" FROM events WHERE topic = ?';
    this.#lastOf = db.prepare(`${place} ORDER BY seq DESC LIMIT 1`);
    this.#placeOf = db.prepare(`${place} AND seq = ?`);
    this.#placesFrom = db.prepare(`${place} AND seq >= ? ORDER BY seq`);
    this.#trimmedOf = db.prepare('SELECT seq FROM topics WHERE topic = ?');
    this.#about = db.prepare(
      `SELECT ${event} FROM events WHERE user_id = ? AND subject = ? AND event_offset > ?` +
        ' ORDER BY event_offset LIMIT ? + 0',
    );
    // The list must read as in the index, or that is not used.
    const types = securityTypes.map((type) => `'${type}'`).join(', ');
    this.#security = db.prepare(
      `SELECT ${event} FROM events INDEXED BY security_events WHERE topic = ? AND seq < ? AND type IN (${types})` +
        ' ORDER BY seq DESC LIMIT ?',
    );
    this.#prior = db.prepare(
      'SELECT digest, event_offset AS "offset", NULL AS outcome, NULL AS "expiresAt" FROM events' +
        ' WHERE device_id = ?1 AND command_id = ?2 UNION ALL' +
        ' SELECT digest, NULL, outcome, expires_at FROM remembered WHERE device_id = ?1 AND command_id = ?2',
    );
  }

  /** Offset, check and time of the last event. */
  last(): { offset: number; check: string; at: number } | undefined {
    return this.#last.get() as { offset: number; check: string; at: number } | undefined;
  }

  at(offset: number): LoggedEvent | undefined {
    return this.#at.get(offset) as LoggedEvent | undefined;
  }

  of(topic: Topic, seq: number): LoggedEvent | undefined {
    return this.#of.get(topic, seq) as LoggedEvent | undefined;
  }

  lastOf(topic: Topic): Place | undefined {
    return this.#lastOf.get(topic) as Place | undefined;
  }

  placeOf(topic: Topic, seq: number): Place | undefined {
    return this.#placeOf.get(topic, seq) as Place | undefined;
  }

  /** The places of a topic from `seq` on, read only as far as they are taken. */
  placesFrom(topic: Topic, seq: number): IterableIterator<Place> {
    return this.#placesFrom.iterate(topic, seq) as unknown as IterableIterator<Place>;
  }

  /** Seq of the last event of the topic, also where it is trimmed; 0: none yet. */
  seq(topic: Topic): number {
    const last = this.lastOf(topic) ?? (this.#trimmedOf.get(topic) as { seq: number } | undefined);
    return last?.seq ?? 0;
  }

  /** Events of a user about a subject, after an offset. */
  about(user: string, subject: string, after: number, limit: number): LoggedEvent[] {
    return this.#about.all(user, subject, after, limit) as unknown as LoggedEvent[];
  }

  /** Events of a topic that concern the safety of an account, below a seq, newest first. */
  security(topic: Topic, below: number, limit: number): LoggedEvent[] {
    return this.#security.all(topic, below, limit) as unknown as LoggedEvent[];
  }

  /** What is known of a command of a device. */
  prior(device: string, command: string): PriorRow | undefined {
    return this.#prior.get(device, command) as PriorRow | undefined;
  }
}
