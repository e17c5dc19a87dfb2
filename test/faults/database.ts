/** Reads the log and the tables of a stopped server's database, past all code of the server. */
import { DatabaseSync } from 'node:sqlite';
import type { Json } from '@kith/protocol';
import type { Recorder } from './recorder.ts';
import { said } from './said.ts';

interface EventRow {
  readonly offset: number;
  readonly topic: string;
  readonly seq: number;
  readonly type: string;
  readonly device: string | null;
  readonly command: string | null;
  readonly data: string;
}

const events =
  'SELECT event_offset AS "offset", topic, seq, type, device_id AS device, command_id AS command, data' +
  ' FROM events ORDER BY event_offset';

/** Puts a full read of the database on record. */
export function readDatabase(path: string, recorder: Recorder): void {
  const read = 'database';
  recorder.add({ what: 'read', read, by: 'database', t0: recorder.now(), topics: [] });
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    for (const { command, data, ...event } of rowsOf<EventRow>(db, events)) {
      const row = said({ ...event, data: JSON.parse(data) as Json });
      // Not every body names its command, and one that was taken back names it no more.
      recorder.add({ what: 'row', read, ...row, mark: row.mark ?? command, command });
    }
    const answers = 'SELECT device_id AS device, command_id AS command FROM remembered';
    for (const { device, command } of rowsOf<{ device: string; command: string }>(db, answers))
      recorder.add({ what: 'answer', read, device, command });
    for (const { id } of rowsOf<{ id: string }>(db, 'SELECT id FROM devices'))
      recorder.add({ what: 'device', read, id });
  } finally {
    db.close();
  }
}

function rowsOf<Row>(db: DatabaseSync, sql: string): Iterable<Row> {
  return db.prepare(sql).iterate() as unknown as Iterable<Row>;
}
