/** Lineage: a restored copy begins anew, and only a database that is fit and not in use can. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { easyPolicy } from '../../../../../test/support/easy-policy.ts';
import { emptyDir, fingerprint } from '../../../../../test/support/store-dir.ts';
import { Stage } from '../contract/stage.ts';
import { renewEpoch } from './lineage.ts';
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

test('the epoch is another, and everything else is the same', async () => {
  const store = await open();
  const stage = Stage.on(store);
  const { device, topics } = await stage.user();
  await stage.edits(device, 5);
  const [head, events, { epoch }] = [await stage.head(), await stage.read(topics), store];
  await store.close();
  const renewed = renewEpoch(path);
  expect(renewed).toMatch(/^[A-Za-z0-9_-]{8,22}$/);
  expect(renewed).not.toBe(epoch);
  const again = await open();
  expect(again.epoch).toBe(renewed);
  expect(again.head).toEqual(head);
  expect(await Stage.on(again).read(topics)).toEqual(events);
  expect((await again.verify()).problems).toEqual([]);
  await again.close();
});

test('a backup can begin anew right away', async () => {
  const store = await open();
  const copy = join(emptyDir(), 'kith.db');
  await store.backup(copy);
  expect(renewEpoch(copy)).not.toBe(store.epoch);
  await store.close();
});

test('a database in use is refused', async () => {
  const store = await open();
  expect(() => renewEpoch(path)).toThrow(expect.objectContaining({ code: 'locked' }));
  await store.close();
});

test('a foreign file is refused and stays as it is', () => {
  writeFileSync(path, 'something else');
  const before = fingerprint(dir);
  expect(() => renewEpoch(path)).toThrow(expect.objectContaining({ code: 'foreign' }));
  expect(fingerprint(dir)).toEqual(before);
});

test('a copy taken while the store was written to, with its write-ahead log, can begin anew', async () => {
  const store = await open();
  const stage = Stage.on(store);
  const { device } = await stage.user();
  await stage.edits(device, 5);
  const copied = emptyDir();
  for (const name of ['kith.db', 'kith.db-wal']) copyFileSync(join(dir, name), join(copied, name));
  const at = join(copied, 'kith.db');
  const renewed = renewEpoch(at);
  const copy = await open(at);
  expect(copy.epoch).toBe(renewed);
  expect(copy.head).toEqual(await stage.head());
  await copy.close();
  await store.close();
});

test('what is not there cannot', () => {
  expect(() => renewEpoch(path)).toThrow();
});
