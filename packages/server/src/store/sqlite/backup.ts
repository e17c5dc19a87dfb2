/** Backups: a consistent and compact copy of a database that is in use. */
import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { openForReading } from './connection.ts';
import { moveIntoPlace } from './files.ts';

/**
 * Copies the database at `path` to the new file `to`.
 *
 * The copy holds only what can be read: nothing that was deleted or redacted is in its unused pages, since it has none.
 */
export function backupDatabase(path: string, to: string): void {
  if (existsSync(to)) throw new Error(`${to} exists already`);
  const draft = `${to}.${process.pid}.draft`;
  rmSync(draft, { force: true });
  closeSync(openSync(draft, 'wx', 0o600));
  try {
    const db = openForReading(path);
    try {
      db.prepare('VACUUM INTO ?').run(draft);
    } finally {
      db.close();
    }
    moveIntoPlace(draft, to);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw cause;
  }
}
