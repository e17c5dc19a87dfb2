/** For Node alone: a store in files, so that a program keeps its session over restarts. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Storage } from './session/storage.ts';

/**
 * Keeps each text in a file of `dir`, which is made where it is missing. The files are for their owner alone; a text
 * is replaced as a whole and is on disk when `write` resolves. For one process at a time.
 */
export function fileStorage(dir: string): Storage {
  const pathOf = (name: string) => join(dir, `${encodeURIComponent(name)}.json`);
  return {
    async read(name) {
      return readFile(pathOf(name), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
    },
    async write(name, text) {
      await mkdir(dir, { recursive: true, mode: 0o700 });
      if (text === null) return rm(pathOf(name), { force: true });
      const path = pathOf(name);
      const fresh = `${path}.${randomUUID()}`;
      const file = await open(fresh, 'w', 0o600);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(fresh, path);
    },
  };
}
