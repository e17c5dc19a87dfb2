import { expect, test } from 'vitest';
import type { LocalCache } from '../cache/cache.ts';
import { memoryCache } from '../cache/memory.ts';
import { type AppDescription, Managed } from './managed.ts';

const dark: AppDescription = {
  version: 1,
  keys: [{ key: 'theme', managed: { value: 'dark', locked: true } }, { key: 'size' }],
};

/** A device with this cache, and a server that says this of every app. */
function start(said: () => AppDescription, cache = memoryCache()) {
  const asked: string[] = [];
  const changes: string[] = [];
  const ask = async (app: string) => {
    asked.push(app);
    return said();
  };
  const managed = new Managed({ ask, keep: cache, onChange: (app) => changes.push(app) });
  return { managed, asked, changes, cache };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

test('an app is asked for once a version, whichever comes first: somebody who reads it or the connection', async () => {
  const { managed, asked, changes } = start(() => dark);
  managed.want('notes');
  managed.greeted({ notes: 1, other: 1 });
  await settle();
  managed.greeted({ notes: 1, other: 1 });
  managed.want('notes');
  await settle();
  expect([asked, changes]).toEqual([['notes'], ['notes']]);
  expect(managed.at('notes', 'theme')).toEqual({ value: 'dark', locked: true });
  managed.want('other');
  await settle();
  expect(asked).toEqual(['notes', 'other']);
});

test('a server that does not know the app decides nothing in it', async () => {
  const { managed, asked } = start(() => dark);
  managed.want('notes');
  managed.greeted({ notes: 1 });
  await settle();
  managed.greeted(undefined);
  await settle();
  expect([managed.at('notes', 'theme'), asked]).toEqual([undefined, ['notes']]);
});

test('what was known holds before a connection stands, and another version takes its place', async () => {
  const first = start(() => dark);
  first.managed.want('notes');
  first.managed.greeted({ notes: 1 });
  await settle();
  const second = start(() => ({ version: 2, keys: [] }), first.cache);
  second.managed.want('notes');
  await settle();
  expect(second.managed.at('notes', 'theme')?.value).toBe('dark');
  second.managed.greeted({ notes: 2 });
  await settle();
  expect(second.managed.at('notes', 'theme')).toBeUndefined();
});

test('what was kept is taken up also where somebody reads the app before it can be read', async () => {
  const first = start(() => dark);
  first.managed.want('notes');
  first.managed.greeted({ notes: 1 });
  await settle();
  let isOpen = false;
  const cache: LocalCache = {
    ...first.cache,
    read: async (key) => (isOpen ? first.cache.read(key) : undefined),
  };
  const second = start(() => dark, cache);
  second.managed.want('notes');
  await settle();
  expect(second.managed.at('notes', 'theme')).toBeUndefined();
  isOpen = true;
  await second.managed.recall();
  expect(second.managed.at('notes', 'theme')?.value).toBe('dark');
});

test('an answer that is lost with the connection is asked for again with the next', async () => {
  let isDown = true;
  const { managed, asked } = start(() => {
    if (isDown) throw new Error('the connection was lost');
    return dark;
  });
  managed.want('notes');
  managed.greeted({ notes: 1 });
  await settle();
  isDown = false;
  managed.greeted({ notes: 1 });
  await settle();
  expect([asked.length, managed.at('notes', 'theme')?.value]).toEqual([2, 'dark']);
});
