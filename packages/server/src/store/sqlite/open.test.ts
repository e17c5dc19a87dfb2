/** Opening: what is unfit is refused as it is, and what is made is whole. */
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import { easyPolicy } from '../../../../../test/support/easy-policy.ts';
import { emptyDir, fingerprint } from '../../../../../test/support/store-dir.ts';
import { Stage } from '../contract/stage.ts';
import { openForWriting, pragma, refuseOldSqlite } from './connection.ts';
import { schemaVersion } from './migrate.ts';
import { DatabaseRefused } from './refused.ts';
import { createSqliteStore } from './store.ts';

let dir: string;
let path: string;

beforeEach(() => {
  dir = emptyDir();
  path = join(dir, 'kith.db');
});

async function open(at = path) {
  return await createSqliteStore({
    path: at,
    macKey: new Uint8Array(32),
    policy: easyPolicy,
    threads: false,
  });
}

/** A database with some events, closed. */
async function written(): Promise<void> {
  const store = await open();
  const stage = Stage.on(store);
  const { device } = await stage.user();
  await stage.edits(device, 200);
  await store.close();
}

/** Opens, expects a refusal and no change, and gives the refusal. */
async function refusal(): Promise<DatabaseRefused> {
  const before = fingerprint(dir);
  const error = await open().then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(fingerprint(dir)).toEqual(before);
  expect(error).toBeInstanceOf(DatabaseRefused);
  return error as DatabaseRefused;
}

describe('a new database', () => {
  test('is made whole, for its owner only, and is all that stays in the directory after closing', async () => {
    await (await open()).close();
    expect(readdirSync(dir).sort()).toEqual(['kith.db', 'kith.lock']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('takes the place of a half-made one that a crash left', async () => {
    for (const name of ['kith.db-draft', 'kith.db-draft-wal']) writeFileSync(join(dir, name), 'rubbish');
    await (await open()).close();
    expect(readdirSync(dir).sort()).toEqual(['kith.db', 'kith.lock']);
  });

  test('is written with the settings that durability needs', async () => {
    await (await open()).close();
    const db = openForWriting(path);
    expect(pragma(db, 'journal_mode')).toBe('wal');
    expect(pragma(db, 'synchronous')).toBe(2);
    expect(pragma(db, 'secure_delete')).toBe(1);
    db.close();
  });
});

describe('refused, with what to do, and left as it is, is', () => {
  test('a file that is no SQLite database', async () => {
    writeFileSync(path, 'Dear diary,\n'.repeat(1_000));
    expect(await refusal()).toMatchObject({ code: 'foreign', hint: expect.stringContaining('directory') });
  });

  test('a short file that is no SQLite database', async () => {
    writeFileSync(path, 'hello');
    expect(await refusal()).toMatchObject({ code: 'foreign' });
  });

  test('the database of another program', async () => {
    const other = new DatabaseSync(path);
    other.exec('CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES (1)');
    other.close();
    expect(await refusal()).toMatchObject({
      code: 'foreign',
      message: expect.stringContaining('another program'),
    });
  });

  test('the database of another program that is in use', async () => {
    const other = new DatabaseSync(path);
    other.exec('PRAGMA journal_mode = WAL; CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES (1)');
    expect(await refusal()).toMatchObject({ code: 'foreign' });
    other.close();
  });

  test('a database of a newer Kith', async () => {
    await written();
    const newer = new DatabaseSync(path);
    newer.exec(`PRAGMA user_version = ${schemaVersion + 1}`);
    newer.close();
    expect(await refusal()).toMatchObject({ code: 'newer', hint: expect.stringContaining('newer') });
  });

  test('a database of a newer Kith that was killed, so that only the write-ahead log says so', async () => {
    await written();
    const newer = new DatabaseSync(path);
    newer.exec(`PRAGMA user_version = ${schemaVersion + 1}`);
    const killed = emptyDir();
    for (const name of ['kith.db', 'kith.db-wal']) copyFileSync(join(dir, name), join(killed, name));
    newer.close();
    [dir, path] = [killed, join(killed, 'kith.db')];
    const before = fingerprint(dir);
    await expect(open()).rejects.toMatchObject({ code: 'newer' });
    expect(fingerprint(dir)).toMatchObject(before);
  });

  test('an empty file in place of a database', async () => {
    writeFileSync(path, '');
    expect(await refusal()).toMatchObject({ code: 'damaged', hint: expect.stringContaining('backup') });
  });

  test('a write-ahead log whose database is gone', async () => {
    writeFileSync(`${path}-wal`, 'frames');
    expect(await refusal()).toMatchObject({ code: 'damaged' });
  });

  test.each([0.5, 0.9, 0.999])('a database that was cut off at %d of its size', async (part) => {
    await written();
    truncateSync(path, Math.floor(statSync(path).size * part));
    expect(await refusal()).toMatchObject({ code: 'damaged' });
  });

  test('a database that was cut off within its header', async () => {
    await written();
    truncateSync(path, 60);
    expect(await refusal()).toMatchObject({ code: 'damaged' });
  });

  test.each([1, 2, 5, 9])('a database with page %d overwritten', async (page) => {
    await written();
    const bytes = readFileSync(path);
    bytes.fill(0xa5, page * 4_096 + 3, page * 4_096 + 2_000);
    writeFileSync(path, bytes);
    expect(await refusal()).toMatchObject({ code: 'damaged' });
  });

  test('a directory in place of a database', async () => {
    mkdirSync(path);
    await expect(open()).rejects.toThrow();
    expect(existsSync(path)).toBe(true);
  });
});

test('a refused database can be opened as soon as it is put right', async () => {
  await written();
  const good = readFileSync(path);
  appendFileSync(path, '');
  writeFileSync(path, 'not a database');
  await refusal();
  writeFileSync(path, good);
  const store = await open();
  expect(store.head.offset).toBe(202);
  await store.close();
});

test('a SQLite that is known to lose data is refused', () => {
  for (const version of ['3.51.2', '3.50.9', '2.99.99']) {
    expect(() => refuseOldSqlite(version)).toThrow(DatabaseRefused);
  }
  for (const version of ['3.51.3', '3.52.0', '3.60.1', '4.0.0']) refuseOldSqlite(version);
});
