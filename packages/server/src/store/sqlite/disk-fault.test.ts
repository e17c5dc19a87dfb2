/** A disk that fails in earnest: a process whose files may not grow beyond a limit. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { easyPolicy } from '../../../../../test/support/easy-policy.ts';
import { emptyDir } from '../../../../../test/support/store-dir.ts';
import { createSqliteStore } from './store.ts';

const program = `
  process.on('SIGXFSZ', () => {});
  const { createSqliteStore } = await import(${JSON.stringify(new URL('./store.ts', import.meta.url).href)});
  const { easyPolicy } = await import(${JSON.stringify(new URL('../../../../../test/support/easy-policy.ts', import.meta.url).href)});
  const store = await createSqliteStore({ path: process.argv[1], macKey: new Uint8Array(32), policy: easyPolicy });
  const told = { registered: 0, codes: [], halts: 0 };
  store.onHalt(() => { told.halts += 1; });
  const register = (index) => store.execute({
    name: 'devices.register',
    params: { name: 'device ' + index, platform: null, credential: 'x'.repeat(2000), sameAs: null, invite: null },
    actor: { kind: 'nobody' },
  });
  for (let index = 0; index < 10000 && told.codes.length < 3; index += 1) {
    await register(index).then(() => { told.registered += 1; }, (fault) => told.codes.push(fault.code));
  }
  await store.close();
  console.log(JSON.stringify(told));`;

test('a write that fails halts the store: told once, nothing acknowledged after, all before is kept', async () => {
  const path = join(emptyDir(), 'kith.db');
  await (
    await createSqliteStore({ path, macKey: new Uint8Array(32), policy: easyPolicy, threads: false })
  ).close();
  // Writing beyond the limit fails with EFBIG, since the program takes the signal that would end it.
  const shell = `ulimit -f 2000; exec "$0" --input-type=module -e "$1" "$2"`;
  const ran = spawnSync('/bin/sh', ['-c', shell, process.execPath, program, path], { encoding: 'utf8' });
  expect(ran.stderr).toBe('');
  const told = JSON.parse(ran.stdout) as { registered: number; codes: string[]; halts: number };
  expect(told).toMatchObject({ codes: ['unavailable', 'unavailable', 'unavailable'], halts: 1 });
  expect(told.registered).toBeGreaterThan(10);
  const store = await createSqliteStore({
    path,
    macKey: new Uint8Array(32),
    policy: easyPolicy,
    threads: false,
  });
  for (let index = 0; index < told.registered; index += 1) {
    const name = `device ${index}`;
    expect(await store.read('deviceByName', { name, folded: name })).toMatchObject({ name });
  }
  expect((await store.verify()).problems).toEqual([]);
  await store.close();
});
