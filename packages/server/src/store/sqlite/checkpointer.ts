/** Copying the write-ahead log into the database: after outcomes are told, so that no command waits for it. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { pragma } from './connection.ts';
import { codeOf, resultCode } from './result-code.ts';

/** Frames in the write-ahead log from which on it is copied: 16 MiB of pages. */
const framesMax = 4_096;

/** Frames from which on it waits for the readers to let go of the log, which overlapping ones never do by themselves. */
const framesLong = 4 * framesMax;

/** How long it waits; nothing is written meanwhile, and no question should take as long. */
const patienceMs = 1_000;

/** Commands between two looks at the size of the write-ahead log. */
const commandsBetween = 128;

/** Frames at which SQLite itself copies within a commit: for a log that grows too fast for the looks. */
const framesAtCommit = 4 * framesMax;

export class Checkpointer {
  readonly #look: StatementSync;
  readonly #copy: StatementSync;
  readonly #restart: StatementSync;
  readonly #db: DatabaseSync;
  #commands = 0;
  /** Frames from which on it waits again: a reader that stays, as that of a backup, is not waited for at every look. */
  #waitFrom = framesLong;

  constructor(db: DatabaseSync) {
    db.exec(`PRAGMA wal_autocheckpoint = ${framesAtCommit}`);
    this.#look = db.prepare('PRAGMA wal_checkpoint(NOOP)');
    this.#copy = db.prepare('PRAGMA wal_checkpoint(PASSIVE)');
    this.#restart = db.prepare('PRAGMA wal_checkpoint(RESTART)');
    this.#db = db;
  }

  /** Copies it where it is long enough; `commands` were written since the last call. Throws what SQLite does. */
  rest(commands: number): void {
    this.#commands += commands;
    if (this.#commands < commandsBetween) return;
    this.#commands = 0;
    const { log } = this.#look.get() as { log: number };
    if (log < framesLong) this.#waitFrom = framesLong;
    if (log < framesMax) return;
    try {
      if (log < this.#waitFrom) this.#copy.get();
      else this.#waitFrom = this.#waitForReaders() ? framesLong : log + framesMax;
    } catch (cause) {
      // Nothing is lost while it stays in the write-ahead log; there may be room later.
      if (codeOf(cause) !== resultCode.full) throw cause;
    }
  }

  /** Copies all of it and has the next write begin it anew; false: a reader held on for longer. */
  #waitForReaders(): boolean {
    const patience = pragma(this.#db, 'busy_timeout');
    this.#db.exec(`PRAGMA busy_timeout = ${patienceMs}`);
    try {
      return (this.#restart.get() as { busy: number }).busy === 0;
    } finally {
      this.#db.exec(`PRAGMA busy_timeout = ${patience}`);
    }
  }
}
