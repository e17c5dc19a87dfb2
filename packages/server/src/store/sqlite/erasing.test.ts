/** Erased words are in no file any more: not in the database, not beside it, not in a backup. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { easyPolicy } from '../../../../../test/support/easy-policy.ts';
import { emptyDir } from '../../../../../test/support/store-dir.ts';
import { Stage, yes } from '../contract/stage.ts';
import { createSqliteStore } from './store.ts';

const words = 'hedgehog-in-the-attic';

function filesWith(dir: string): string[] {
  return readdirSync(dir).filter(
    (name) => name !== 'kith.lock' && readFileSync(join(dir, name)).includes(words),
  );
}

async function open(dir: string) {
  const path = join(dir, 'kith.db');
  return await createSqliteStore({ path, macKey: new Uint8Array(32), policy: easyPolicy, threads: false });
}

test.each([20, 300, 6_000])('short words and long ones: %d characters', async (size) => {
  const dir = emptyDir();
  const store = await open(dir);
  const stage = Stage.on(store);
  const { device } = await stage.user();
  for (let index = 0; index < 50; index += 1) {
    const value = `${index} ${words}`.padEnd(size, '.');
    yes(await stage.edit(device, { key: 'diary', value, base: index === 0 ? 0 : index + 1 }));
    yes(await stage.edit(device, { key: `other${index}`, value: 'y'.repeat(index * 10) }));
  }
  expect(filesWith(dir)).not.toEqual([]);
  yes(await stage.by(device, 'settings.erase', { app: 'demo', key: 'diary' }, 'erase'));
  const copy = emptyDir();
  await store.backup(join(copy, 'kith.db'));
  expect(filesWith(copy)).toEqual([]);
  await store.close();
  expect(filesWith(dir)).toEqual([]);
});

test('trimmed words are gone as well', async () => {
  const dir = emptyDir();
  const store = await open(dir);
  const stage = Stage.on(store);
  const { device } = await stage.user();
  yes(await stage.by(device, 'devices.rename', { device, label: words }, 'one'));
  yes(await stage.by(device, 'devices.rename', { device, label: 'plain' }, 'two'));
  await store.trim(1_000);
  await store.close();
  expect(filesWith(dir)).toEqual([]);
});
