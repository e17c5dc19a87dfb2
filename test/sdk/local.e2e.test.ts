import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createClient, memoryCache, memoryStorage } from '@kith/client';
import { fileCache, fileStorage } from '@kith/client/node';
import { expect, test } from 'vitest';
import { serve } from '../support/server.ts';
import { another, become, eventually, person } from './stage.ts';

const defaults = { theme: 'light', size: 14 };

/** Tells each value that it comes to show. */
function everShown<T>(readable: { get: () => T; subscribe: (listener: () => void) => () => void }): T[] {
  const shown = [readable.get()];
  readable.subscribe(() => shown.push(readable.get()));
  return shown;
}

test('a program killed with edits waiting has each of them stored once after its next start', async () => {
  await using server = await serve();
  const dir = mkdtempSync(join(tmpdir(), 'kith-local-'));
  const source = `
    import { createClient, nativeEnvironment } from '@kith/client';
    import { fileCache, fileStorage } from '@kith/client/node';
    const [, url, dir] = process.argv;
    let isDeaf = false;
    const environment = {
      ...nativeEnvironment,
      openSocket: (url, protocol, ears) => {
        const socket = nativeEnvironment.openSocket(url, protocol, ears);
        return { close: socket.close, send: (text) => isDeaf || socket.send(text) };
      },
    };
    const kith = createClient({ url, storage: fileStorage(dir), cache: fileCache(dir + '/kept'), environment });
    await kith.register({ name: 'robot', password: 'correct horse battery' });
    await kith.createUser({ handle: 'robot' });
    const settings = kith.settings('demo', { theme: 'light', size: 14 });
    settings.set('theme', 'stored');
    await settings.idle();
    isDeaf = true;
    settings.set('theme', 'waits');
    for (let size = 20; size <= 30; size += 1) settings.set('size', size);
    const look = async () => {
      const kept = (await fileCache(dir + '/kept').keys('')).filter((key) => key.includes(' edit '));
      console.log(kept.length >= 2 && kith.local.get().kept === 'disk' ? 'kept' : 'not yet');
      setTimeout(look, 20);
    };
    look();
  `;
  const args = ['--input-type=module', '-e', source, '--', server.url, dir];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: import.meta.dirname,
  });
  const ended = once(child, 'close');
  for await (const line of createInterface(child.stdout)) if (line === 'kept') child.kill('SIGKILL');
  await ended;
  using kith = createClient({
    url: server.url,
    storage: fileStorage(dir),
    cache: fileCache(join(dir, 'kept')),
  });
  const settings = kith.settings('demo', defaults);
  await become(kith, 'live');
  await eventually(settings.values, ({ size }) => size === 30);
  await settings.idle();
  expect(settings.values.get()).toEqual({ theme: 'waits', size: 30 });
  const [themes, sizes] = [await settings.history('theme'), await settings.history('size')];
  expect(themes.map((it) => [it.new, it.cause])).toEqual([
    ['waits', 'edit'],
    ['stored', 'edit'],
  ]);
  expect(sizes.map((it) => [it.new, it.cause])).toEqual([[30, 'edit']]);
});

test('an app opens offline with the values that were; what is edited then is stored once there is a server', async () => {
  const storage = memoryStorage();
  const cache = memoryCache();
  const server = await serve();
  using first = await person(server.url, { storage, cache });
  const before = first.settings('demo', defaults);
  before.set('theme', 'dark');
  await before.idle();
  const user = first.user.get();
  first.close();
  await server.stop();
  using second = createClient({ url: server.url, storage, cache });
  const after = second.settings('demo', defaults);
  await eventually(after.values, ({ theme }) => theme === 'dark');
  expect(after.field('theme').get()).toMatchObject({ source: 'user', saving: false });
  expect(second.user.get()).toEqual(user);
  const shown = everShown(after.values);
  after.set('size', 20);
  expect(after.field('size').get()).toMatchObject({ value: 20, saving: true });
  await using again = await server.again();
  second.retryNow();
  await after.idle();
  expect(again.url).toBe(server.url);
  expect(new Set(shown.map((it) => JSON.stringify(it)))).toEqual(
    new Set(['{"theme":"dark","size":14}', '{"theme":"dark","size":20}']),
  );
  expect(await after.history('size')).toHaveLength(1);
});

test('two tabs of one device show each other’s edits; what one leaves unsent the other sends', async () => {
  await using server = await serve();
  const [storage, cache] = [memoryStorage(), memoryCache()];
  using one = await person(server.url, { storage, cache });
  await using witnessed = await serveWitness(server.url, one);
  using two = createClient({ url: server.url, storage, cache });
  await become(two, 'live');
  const [first, second] = [one, two].map((it) => it.settings('demo', defaults));
  if (first === undefined || second === undefined) throw new Error('two tabs');
  first.set('theme', 'dark');
  await eventually(second.values, ({ theme }) => theme === 'dark');
  first.set('size', 20);
  one.close();
  await expect(first.flush()).rejects.toMatchObject({ code: 'unavailable' });
  await eventually(witnessed.values, ({ size }) => size === 20);
  await second.idle();
  expect(await second.history('size')).toHaveLength(1);
});

/** What another device of the same person sees. */
async function serveWitness(url: string, existing: Parameters<typeof another>[0]) {
  const client = await another(existing, url);
  const { values } = client.settings('demo', defaults);
  return { values, [Symbol.asyncDispose]: async () => client.close() };
}
