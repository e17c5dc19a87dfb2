/** Ownership: one process holds a data directory, until it lets go or dies. */
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DatabaseRefused } from './refused.ts';
import { codeOf, resultCode } from './result-code.ts';

/** A lock that is held. */
export interface Lock {
  release(): void;
}

/**
 * Takes the lock of the directory that the database at `path` is in, or throws `DatabaseRefused`.
 *
 * It is an exclusive transaction on an empty database there: the kernel ends it with the process, even on
 * kill -9, and SQLite keeps two owners apart within one process too. The file itself stays, and must never be
 * opened by other means: POSIX drops a process's locks on a file when any descriptor of it is closed.
 */
export function lockDatabase(path: string): Lock {
  const file = join(dirname(path), 'kith.lock');
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file);
    db.exec('PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE');
  } catch (cause) {
    db?.close();
    if (codeOf(cause) === resultCode.busy) {
      throw new DatabaseRefused('locked', {
        says: `${path} is in use by another Kith process`,
        hint: 'Stop that process, or give this one a data directory of its own.',
        cause,
      });
    }
    throw new DatabaseRefused('unsafe', {
      says: `the lock file ${file} cannot be used`,
      hint: 'Let the user that runs Kith write to the data directory.',
      cause,
    });
  }
  const held = db;
  return { release: () => held.close() };
}
