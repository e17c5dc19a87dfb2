/** The lock: one owner at a time, until it lets go or dies. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { easyPolicy } from '../../../../../test/support/easy-policy.ts';
import { emptyDir, fingerprint } from '../../../../../test/support/store-dir.ts';
import { lockDatabase } from './lock.ts';
import { createSqliteStore } from './store.ts';

let dir: string;
let path: string;

beforeEach(() => {
  dir = emptyDir();
  path = join(dir, 'kith.db');
});

/** A process that holds the lock until it is killed. */
async function holder() {
  const program = `
    const { lockDatabase } = await import(${JSON.stringify(new URL('./lock.ts', import.meta.url).href)});
    lockDatabase(${JSON.stringify(path)});
    console.log('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

test('a second owner in this process is refused until the first lets go', () => {
  const lock = lockDatabase(path);
  expect(() => lockDatabase(path)).toThrow(expect.objectContaining({ code: 'locked' }));
  expect(() => lockDatabase(path)).toThrow(expect.objectContaining({ code: 'locked' }));
  lock.release();
  lockDatabase(path).release();
});

test('a refused second owner does not loosen the lock of the first', async () => {
  const lock = lockDatabase(path);
  expect(() => lockDatabase(path)).toThrow();
  const other = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `const { lockDatabase } = await import(${JSON.stringify(new URL('./lock.ts', import.meta.url).href)});
     try { lockDatabase(${JSON.stringify(path)}); process.exit(0); } catch (error) { process.exit(error.code === 'locked' ? 3 : 4); }`,
  ]);
  expect(await once(other, 'exit')).toEqual([3, null]);
  lock.release();
});

test('another process is kept out while the owner lives, and let in once it is killed', async () => {
  const child = await holder();
  expect(() => lockDatabase(path)).toThrow(expect.objectContaining({ code: 'locked' }));
  child.kill('SIGKILL');
  await once(child, 'exit');
  lockDatabase(path).release();
});

test('a store that is refused for it says what to do and changes nothing', async () => {
  const options = { path, macKey: new Uint8Array(32), policy: easyPolicy, threads: false };
  const store = await createSqliteStore(options);
  const before = fingerprint(dir);
  await expect(createSqliteStore(options)).rejects.toMatchObject({
    name: 'DatabaseRefused',
    code: 'locked',
    hint: expect.stringContaining('Stop'),
  });
  expect(fingerprint(dir)).toEqual(before);
  await store.close();
  await (await createSqliteStore(options)).close();
});

test('a directory that cannot be written is refused with what to do', () => {
  expect(() => lockDatabase(join(dir, 'missing', 'kith.db'))).toThrow(
    expect.objectContaining({ code: 'unsafe', hint: expect.stringContaining('write') }),
  );
});
