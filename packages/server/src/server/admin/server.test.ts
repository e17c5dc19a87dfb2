import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { newDir } from '../../../../../test/support/kith.ts';
import { systemClock } from '../../base/clock.ts';
import { StoreFault } from '../../store/port.ts';
import { loadConfig } from '../config/load.ts';
import { type DataDir, dataDirAt } from '../data-dir.ts';
import { openStorage, type Storage } from '../storage.ts';
import { callAdmin } from './client.ts';
import { type AdminServer, type AdminServerMeans, createAdminServer } from './server.ts';

const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function openStorageIn(dataDir: string): Promise<Storage> {
  const loaded = loadConfig({ env: { KITH_DATA_DIR: dataDir, KITH_READERS: '1' }, cwd: '/nowhere' });
  if (!loaded.ok) throw new Error('a good configuration');
  const storage = await openStorage(loaded.config);
  open.push(() => storage.store.close());
  return storage;
}

interface Served {
  readonly dir: DataDir;
  readonly server: AdminServer;
  readonly bugs: unknown[];
}

async function serve(change: Partial<AdminServerMeans> = {}, dataDir = newDir()): Promise<Served> {
  const { store, dir } = await openStorageIn(dataDir);
  const bugs: unknown[] = [];
  const server = await createAdminServer({
    store,
    dir,
    secretInDir: true,
    publicUrl: 'http://here',
    exposed: false,
    clock: systemClock,
    status: () => ({
      version: '1',
      url: 'http://here',
      uptimeMs: 1,
      head: 0,
      connections: 0,
      devicesOnline: 0,
    }),
    onBug: (bug) => bugs.push(bug),
    ...change,
  });
  open.push(() => server.close());
  return { dir, server, bugs };
}

function get(socketPath: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ socketPath, path: '/status' }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

test('the socket is for the owner only, and gone once it is closed', async () => {
  const { dir, server } = await serve();
  expect(statSync(dir.adminSocket).mode & 0o777).toBe(0o600);
  expect(await callAdmin(dir, 'status', {})).toMatchObject({ ok: true, result: { version: '1' } });
  await server.close();
  expect(await callAdmin(dir, 'status', {})).toBeUndefined();
});

test('a socket that a dead process left behind is replaced', async () => {
  const dir = dataDirAt(newDir());
  writeFileSync(dir.adminSocket, '');
  await serve({}, dir.path);
  expect(await callAdmin(dir, 'status', {})).toMatchObject({ ok: true });
});

test('where the path is too long for a socket, it stands in a private directory of its own', async () => {
  const path = join(newDir(), 'x'.repeat(120));
  const { dir } = await serve({}, path);
  expect(statSync(join(dir.adminSocket, '..')).mode & 0o777).toBe(0o700);
  expect(await callAdmin(dir, 'status', {})).toMatchObject({ ok: true });
});

test('a directory that others can write to is refused as the place of the socket', async () => {
  const path = join(newDir(), 'x'.repeat(120));
  mkdirSync(join(dataDirAt(path).adminSocket, '..'));
  chmodSync(join(dataDirAt(path).adminSocket, '..'), 0o777);
  await expect(serve({}, path)).rejects.toMatchObject({ code: 'admin-socket' });
});

test('what is not an operation, not its params or not a POST is refused', async () => {
  const { dir } = await serve();
  expect(await callAdmin(dir, 'zebra', {})).toMatchObject({ ok: false, code: 'not-found' });
  expect(await callAdmin(dir, 'constructor', {})).toMatchObject({ ok: false, code: 'not-found' });
  expect(await callAdmin(dir, 'recover', { handle: 7 })).toMatchObject({
    ok: false,
    code: 'validation-failed',
  });
  expect(await callAdmin(dir, 'recover', { handle: 'ann', more: 1 })).toMatchObject({ ok: false });
  expect(await callAdmin(dir, 'backup', { path: 'relative' })).toMatchObject({
    ok: false,
    code: 'validation-failed',
  });
  expect(await callAdmin(dir, 'recover', { handle: 'x'.repeat(100_000) })).toMatchObject({ ok: false });
  expect(await get(dir.adminSocket)).toBe(400);
});

test('weather is told by its code, and a mistake of ours as one, with its cause kept for the log', async () => {
  const bug = new Error('a mistake');
  let thrown: Error = new StoreFault('storage-full');
  const status = () => {
    throw thrown;
  };
  const { dir, bugs } = await serve({ status });
  expect(await callAdmin(dir, 'status', {})).toEqual({ ok: false, code: 'storage-full' });
  expect(bugs).toEqual([]);
  thrown = bug;
  expect(await callAdmin(dir, 'status', {})).toEqual({ ok: false, code: 'internal' });
  expect(bugs).toEqual([bug]);
});

test('closing waits for what is under way', async () => {
  const begun = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  const { dir, server } = await serve({
    status: async () => {
      begun.resolve();
      await finish.promise;
      return { version: '1', url: '', uptimeMs: 0, head: 0, connections: 0, devicesOnline: 0 };
    },
  });
  const answer = callAdmin(dir, 'status', {});
  await begun.promise;
  const closed = server.close();
  finish.resolve();
  expect(await answer).toMatchObject({ ok: true });
  await closed;
});
