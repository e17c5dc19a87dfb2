import { expect, test } from 'vitest';
import { newDir } from '../../../../../test/support/kith.ts';
import { systemClock } from '../../base/clock.ts';
import type { Store } from '../../store/port.ts';
import { loadConfig } from '../config/load.ts';
import { openStorage, type Storage } from '../storage.ts';
import type { AdminMeans } from './operation.ts';
import { seed } from './seed.ts';
import { seedChats } from './seed-chats.ts';

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

const params = { password: 'kith-demo', force: false };

/** Commands that devices and users take, before the first chat. */
const commandsOfPeople = 53;

/** The chats as the first person sees them. */
async function chatsOf({ store }: Storage): Promise<unknown> {
  const device = await store.read('deviceByName', { name: '', folded: 'chrome.test1' });
  const read = await store.read('chats', { device: device?.id ?? '', bytesMax: 1_000_000, unreadMax: 100 });
  const { chats } = read.ok ? read.result : { chats: [] };
  return chats
    .map(({ kind, title, memberCount, unread, mentions }) => [kind, title, memberCount, unread, mentions])
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

const seeded = [
  ['channel', 'News', 8, 0, 0],
  ['direct', null, 1, 0, 0],
  ['direct', null, 2, 0, 0],
  ['direct', null, 2, 2, 0],
  ['group', 'Weekend hike', 5, 8, 2],
];

test('the seeded people talk: in a channel, in a group, to each other and to themselves', async () => {
  const storage = await openNew();
  await seed.run(meansOf(storage), params);
  expect(await chatsOf(storage)).toEqual(seeded);
  await storage.store.close();
});

test('chats that were cut off anywhere are completed, and chats that are there stay as they are', async () => {
  const storage = await openNew();
  const { store } = storage;
  const withoutChats = { ...meansOf(storage), store: dyingAfter(store, commandsOfPeople) };
  await expect(seed.run(withoutChats, params)).rejects.toThrow('died');
  expect(await chatsOf(storage)).toEqual([]);
  for (const commands of [1, 3, 12, 30]) {
    await expect(seedChats(dyingAfter(store, commands))).rejects.toThrow('died');
  }
  await seedChats(store);
  expect(await chatsOf(storage)).toEqual(seeded);
  const { offset } = await store.read('head', {});
  await seedChats(store);
  expect((await store.read('head', {})).offset).toBe(offset);
  await store.close();
});
