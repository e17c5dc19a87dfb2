/** For Node alone: stores in files, so that a program keeps its session and its unsent messages over restarts. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalCache } from './cache/cache.ts';
import type { Storage } from './session/storage.ts';

const ending = '.json';

/**
 * Keeps each text in a file of `dir`, which is made where it is missing. The files are for their owner alone; a text
 * is replaced as a whole and is on disk when `write` resolves. For one process at a time.
 */
export function fileStorage(dir: string): Storage {
  const pathOf = (name: string) => join(dir, `${encodeURIComponent(name)}${ending}`);
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

/** A cache in files of `dir`, kept as those of `fileStorage` are: what is written outlives a crash. */
export function fileCache(dir: string): LocalCache {
  const { read, write } = fileStorage(dir);
  return {
    async read(key) {
      const text = await read(key);
      return text === null ? undefined : (JSON.parse(text) as unknown);
    },
    write: (key, value) => write(key, JSON.stringify(value)),
    remove: (key) => write(key, null),
    async keys(prefix) {
      const names = await readdir(dir).catch(() => []);
      const keys = names
        .filter((name) => name.endsWith(ending))
        .map((name) => decodeURIComponent(name.slice(0, -ending.length)));
      return keys.filter((key) => key.startsWith(prefix)).sort();
    },
  };
}
