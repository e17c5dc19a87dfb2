/** Permission: what the operating system forbids Kith is a refusal, with the user that was refused. */
import { dirname } from 'node:path';
import { DatabaseRefused } from './refused.ts';

/** Runs what opens files of the database at `path`. Throws `DatabaseRefused` where they are forbidden. */
export function permitted<T>(path: string, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS') throw cause;
    const uid = process.getuid?.() ?? '?';
    throw new DatabaseRefused('forbidden', {
      says: `${path} cannot be opened by uid ${uid} (${code})`,
      hint:
        code === 'EROFS'
          ? 'Mount the file system of the data directory for writing.'
          : `Let the user that runs Kith own the data directory: chown -R ${uid} ${dirname(path)}`,
      cause,
    });
  }
}
