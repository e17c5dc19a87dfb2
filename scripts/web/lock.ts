/** One build at a time: a lock that the kernel lets go of with the process, even on kill -9. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';

const lookEveryMs = 100;

/** Waits for the lock at `path`; `onWait` is told once where another process has it. */
export async function holdLock(path: string, onWait: () => void): Promise<Disposable> {
  mkdirSync(dirname(path), { recursive: true });
  for (let tries = 0; ; tries += 1) {
    const held = tryLock(path);
    if (held !== undefined) return { [Symbol.dispose]: () => held.close() };
    if (tries === 0) onWait();
    await setTimeout(lookEveryMs);
  }
}

/** An exclusive transaction on an empty database. */
function tryLock(path: string): DatabaseSync | undefined {
  const db = new DatabaseSync(path, { timeout: 0 });
  try {
    db.exec('PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db.close();
    const busy = 5;
    if ((error as { errcode?: number }).errcode === busy) return undefined;
    throw error;
  }
}
