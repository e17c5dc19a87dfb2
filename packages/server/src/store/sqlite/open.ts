/** Opening a database: refuse what is unfit, make it where there is none, bring it to this program's schema. */
import { closeSync, openSync, rmSync } from 'node:fs';
import type { Random } from '../../base/random.ts';
import { openForWriting, refuseOldSqlite } from './connection.ts';
import { moveIntoPlace } from './files.ts';
import { inspect } from './inspect.ts';
import { newMeta, writeMeta } from './meta.ts';
import { migrate } from './migrate.ts';
import { permitted } from './permission.ts';

/** Makes the database at `path` ready to be opened. The caller holds its lock. Throws `DatabaseRefused`. */
export function prepareDatabase(path: string, { random, now }: { random: Random; now: number }): void {
  refuseOldSqlite();
  if (inspect(path) === 'absent') permitted(path, () => create(path, { random, now }));
  const db = openForWriting(path);
  try {
    migrate(db, now);
    // What an earlier process could not sync may look sound in the page cache and be gone after a power cut.
    // Copying the whole write-ahead log into the database, synced, makes everything we go on from durable.
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}

/** Makes it under another name first: a crash leaves no half-made database behind. */
function create(path: string, { random, now }: { random: Random; now: number }): void {
  const draft = `${path}-draft`;
  for (const file of [draft, `${draft}-wal`, `${draft}-shm`]) rmSync(file, { force: true });
  // SQLite gives the files that it makes beside a database the mode of the database.
  closeSync(openSync(draft, 'wx', 0o600));
  const db = openForWriting(draft);
  migrate(db, now);
  writeMeta(db, newMeta(random));
  db.close();
  moveIntoPlace(draft, path);
}
