/** Connections: how SQLite is set up for durability, and the proof that it took the settings. */
import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { DatabaseRefused } from './refused.ts';

/** The first version without the bug that could corrupt a database when its WAL is reset. */
const sqliteVersionMin = '3.51.3';

/** How long a statement waits for a lock that a foreign program holds. */
const busyTimeoutMs = 5_000;

/** The WAL is cut back to this size once it has been copied to the database. */
const journalBytesMax = 16 * 1024 * 1024;

const shared = 'PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;';

/** Opens the one connection that writes. */
export function openForWriting(path: string): DatabaseSync {
  const db = open(path, false);
  db.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA fullfsync = ON;
    PRAGMA checkpoint_fullfsync = ON;
    PRAGMA secure_delete = ON;
    PRAGMA journal_size_limit = ${journalBytesMax};
    PRAGMA cache_size = -65536;
    ${shared}`);
  for (const [name, value] of Object.entries({
    journal_mode: 'wal',
    synchronous: 2,
    fullfsync: 1,
    checkpoint_fullfsync: 1,
    secure_delete: 1,
  })) {
    const found = pragma(db, name);
    if (found === value) continue;
    db.close();
    throw new DatabaseRefused('unsafe', {
      says: `SQLite has ${name} = ${found} where Kith needs ${value}`,
      hint: 'Put the data directory on a local file system that supports shared memory and locks.',
    });
  }
  return db;
}

/** Opens a database that nobody has open, to look at it: nothing is written beside it unless it was left in use. */
export function openAtRest(path: string): DatabaseSync {
  if ((statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) return openForReading(path);
  const url = pathToFileURL(path);
  url.search = '?immutable=1';
  return open(url, true);
}

/** Opens a connection that only reads. */
export function openForReading(path: string): DatabaseSync {
  const db = open(path, true);
  db.exec(`PRAGMA cache_size = -16384; ${shared}`);
  return db;
}

function open(path: string | URL, readOnly: boolean): DatabaseSync {
  return new DatabaseSync(path, { readOnly, timeout: busyTimeoutMs, enableForeignKeyConstraints: false });
}

/** The value of a pragma. */
export function pragma(db: DatabaseSync, name: string): unknown {
  return Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

/** Refuses a SQLite that is known to lose data. */
export function refuseOldSqlite(version: string = sqliteVersion()): void {
  if (isAtLeast(version, sqliteVersionMin)) return;
  throw new DatabaseRefused('sqlite-too-old', {
    says: `this Node brings SQLite ${version}, and Kith needs ${sqliteVersionMin} or later`,
    hint: 'Use a newer Node.',
  });
}

function sqliteVersion(): string {
  const db = new DatabaseSync(':memory:');
  const row = db.prepare('SELECT sqlite_version() AS version').get();
  db.close();
  return String(row?.version);
}

function isAtLeast(version: string, min: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, least] of min.split('.').map(Number).entries()) {
    const part = parts[index] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}
