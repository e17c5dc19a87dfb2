/** The few facts about the database as a whole: its lineage, where its log begins, how far its words are indexed. */
import type { DatabaseSync } from 'node:sqlite';
import { assert } from '../../base/assert.ts';
import type { Random } from '../../base/random.ts';
import { noCheck } from '../event-hash.ts';

/** What stands in table `meta`. */
export interface Meta {
  /** Random name of this lineage of the log. */
  epoch: string;
  /** Offset of the last event that was trimmed; 0: none was. */
  floor: number;
  /** Check of that event. */
  floorCheck: string;
  /** Time of that event. */
  floorAt: number;
  /** Number of the last message that has entered the index of words; all before it have. */
  indexedTo: number;
}

/** What a new database begins with besides what its migrations say. */
export function newMeta(random: Random): Omit<Meta, 'indexedTo'> {
  return { epoch: newEpoch(random), floor: 0, floorCheck: noCheck, floorAt: 0 };
}

/** A name that no other lineage has. */
export function newEpoch(random: Random): string {
  return Buffer.from(random.bytes(12)).toString('base64url');
}

/** Reads one fact. */
export function readMeta<N extends keyof Meta>(db: DatabaseSync, name: N): Meta[N] {
  const value = db.prepare('SELECT value FROM meta WHERE name = ?').get(name)?.value;
  assert(value !== undefined, `meta has ${name}`);
  return value as Meta[N];
}

/** Writes facts. */
export function writeMeta(db: DatabaseSync, meta: Partial<Meta>): void {
  const put = db.prepare(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  for (const [name, value] of Object.entries(meta)) put.run(name, value);
}
