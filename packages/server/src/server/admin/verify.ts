/** Checks the database of a data directory: by its running server, or while none runs. */
import { z } from 'zod';
import type { Verification } from '../../store/port.ts';
import { inspect } from '../../store/sqlite/inspect.ts';
import { lockDatabase } from '../../store/sqlite/lock.ts';
import type { DataDir } from '../data-dir.ts';
import { operation } from './operation.ts';
import { verifyFile } from './verify-file.ts';

/** Checks every row, hash and number of the log; nothing stops meanwhile. */
export const verify = operation({
  params: z.strictObject({}),
  run: async ({ store }) => ({ ok: true, result: await store.verify() }),
});

/** The same for a database that nobody uses. Throws `DatabaseRefused` and `StoreFault`. */
export async function verifyIdle({ database }: DataDir): Promise<Verification> {
  const lock = lockDatabase(database);
  try {
    inspect(database);
    return await verifyFile(database);
  } finally {
    lock.release();
  }
}
