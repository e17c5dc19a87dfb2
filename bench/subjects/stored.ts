/** What a server keeps of one person's settings, read past the server. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Values } from '../devices/pair.ts';

/** Where settings are kept: in the directory of the server, under the name of the person. */
export interface Kept {
  readonly values: () => Values;
  /** Bytes that hold something, wherever they stand. */
  readonly bytes: () => number;
}

/** Kith: rows of its database, with everything else that is in it. */
export function keptByKith(dir: string, handle: string): Kept {
  const ask = <T>(question: (db: DatabaseSync) => T): T => {
    const db = new DatabaseSync(join(dir, 'data/kith.db'), { readOnly: true });
    try {
      return question(db);
    } finally {
      db.close();
    }
  };
  const settings =
    'SELECT key, value FROM settings JOIN users ON users.id = settings.user_id WHERE handle = ?';
  return {
    values: () =>
      ask((db) => {
        const rows = db.prepare(settings).all(handle);
        return Object.fromEntries(rows.map(({ key, value }) => [key, JSON.parse(String(value))]));
      }),
    bytes: () =>
      ask((db) => {
        const figure = (name: string) => Number(Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
        return (figure('page_count') - figure('freelist_count')) * figure('page_size');
      }),
  };
}

/** TinyBase: one file, tables and values; of each value, its stamps stand behind it. */
export function keptByTinybase(dir: string, path: string): Kept {
  const file = join(dir, `${path}.json`);
  return {
    values: () => {
      const text = readFileSync(file, 'utf8');
      if (text === '') return {};
      const [, [values]] = JSON.parse(text) as [unknown, [Record<string, unknown[]>]];
      return Object.fromEntries(Object.entries(values).map(([key, [value]]) => [key, value]));
    },
    bytes: () => statSync(file).size,
  };
}
