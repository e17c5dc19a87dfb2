import { expect, test } from 'vitest';
import { newDir } from '../../../../../test/support/kith.ts';
import { systemClock } from '../../base/clock.ts';
import type { Store } from '../../store/port.ts';
import { loadConfig } from '../config/load.ts';
import { openStorage, type Storage } from '../storage.ts';
import type { AdminMeans } from './operation.ts';
import { seed } from './seed.ts';

async function openNew(): Promise<Storage> {
  const dataDir = newDir();
  const loaded = loadConfig({ env: { KITH_DATA_DIR: dataDir }, cwd: dataDir });
  if (!loaded.ok) throw new Error('a good configuration');
  return await openStorage(loaded.config);
}

function meansOf({ store, dir }: Storage): AdminMeans {
  return { store, dir, secretInDir: true, publicUrl: 'http://here', exposed: false, clock: systemClock };
}

/** The store, until so many commands were executed; then it dies. */
function dyingAfter(store: Store, commands: number): Store {
  let left = commands;
  return Object.create(store, {
    execute: {
      value: (command: Parameters<Store['execute']>[0]) => {
        left -= 1;
        return left < 0 ? Promise.reject(new Error('died')) : store.execute(command);
      },
    },
    read: { value: store.read.bind(store) },
  }) as Store;
}

test('a seed that was cut off anywhere is completed by the next one', async () => {
  const storage = await openNew();
  const params = { password: 'kith-demo', force: false };
  // A pair takes six commands: two devices, a user, and three for the link.
  for (const commands of [1, 1, 1, 1, 2, 3, 5, 8]) {
    const dying = { ...meansOf(storage), store: dyingAfter(storage.store, commands) };
    await expect(seed.run(dying, params)).rejects.toThrow('died');
  }
  const outcome = await seed.run(meansOf(storage), params);
  const users = outcome.ok ? outcome.result.devices.map(({ user }) => user) : [];
  expect(users).toEqual([
    ...[1, 2, 3, 4, 5, 6, 7, 8].flatMap((number) => [`test${number}`, `test${number}`]),
    'test9',
    null,
    null,
    null,
  ]);
  await storage.store.close();
});
