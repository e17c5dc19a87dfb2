/** Copying the write-ahead log into the database: after outcomes are told, so that no command waits for it. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { codeOf, resultCode } from './result-code.ts';

/** Frames in the write-ahead log from which on it is copied: 16 MiB of pages. */
const framesMax = 4_096;

/** Commands between two looks at the size of the write-ahead log. */
const commandsBetween = 128;

/** Frames at which SQLite itself copies within a commit: for a log that grows too fast for the looks. */
const framesAtCommit = 4 * framesMax;

export class Checkpointer {
  readonly #look: StatementSync;
  readonly #copy: StatementSync;
  #commands = 0;

  constructor(db: DatabaseSync) {
    db.exec(`PRAGMA wal_autocheckpoint = ${framesAtCommit}`);
    this.#look = db.prepare('PRAGMA wal_checkpoint(NOOP)');
    this.#copy = db.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  }

  /** Copies it where it is long enough; `commands` were written since the last call. Throws what SQLite does. */
  rest(commands: number): void {
    this.#commands += commands;
    if (this.#commands < commandsBetween) return;
    this.#commands = 0;
    const { log } = this.#look.get() as { log: number };
    if (log < framesMax) return;
    try {
      this.#copy.get();
    } catch (cause) {
      // Nothing is lost while it stays in the write-ahead log; there may be room later.
      if (codeOf(cause) !== resultCode.full) throw cause;
    }
  }
}
