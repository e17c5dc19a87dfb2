/** The lineage of a database that is not in use: a restored copy begins a new one. */
import { type Random, systemRandom } from '../../base/random.ts';
import { openForWriting } from './connection.ts';
import { inspect } from './inspect.ts';
import { lockDatabase } from './lock.ts';
import { newEpoch, writeMeta } from './meta.ts';

/**
 * Gives the database at `path` a new epoch, so that every cursor made before is answered by a reset.
 *
 * Throws `DatabaseRefused` where the database is in use or not fit.
 */
export function renewEpoch(path: string, random: Random = systemRandom): string {
  const lock = lockDatabase(path);
  try {
    if (inspect(path) === 'absent') throw new Error(`there is no database at ${path}`);
    const db = openForWriting(path);
    try {
      const epoch = newEpoch(random);
      writeMeta(db, { epoch });
      return epoch;
    } finally {
      db.close();
    }
  } finally {
    lock.release();
  }
}
