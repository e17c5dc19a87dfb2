import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { newDir, runKith, startKith } from '../support/kith.ts';
import { call, logIn } from './calls.ts';

const app = 'demo';

async function set(url: string, token: string, id: string, value: string): Promise<void> {
  const op = { id, key: 'theme', value, base: 0, ageMs: 0 };
  const { body } = await call(url, 'settings.set', { app, ops: [op] }, token);
  expect(body).toMatchObject({ results: [{ outcome: expect.stringMatching(/applied|same/) }] });
}

async function themeOf(url: string, token: string): Promise<unknown> {
  const { body } = await call(url, 'settings.get', { app }, token);
  return (body.entries as { key: string; value: unknown }[]).find(({ key }) => key === 'theme')?.value;
}

async function syncSince(url: string, token: string, since: string): Promise<Record<string, unknown>> {
  return (await call(url, 'sync', { since }, token)).body;
}

describe('a backup of a running server', () => {
  const backup = join(newDir(), 'backup');
  let cursor = '';

  beforeAll(async () => {
    await using server = await startKith();
    expect(await runKith(['seed', '--data-dir', server.dataDir])).toMatchObject({ code: 0 });
    const token = await logIn(server.url, 'Chrome.test1', 'kith-demo');
    await set(server.url, token, 'op-1', 'dark');
    cursor = String((await call(server.url, 'sync', {}, token)).body.cursor);
    expect(await runKith(['backup', backup, '--data-dir', server.dataDir])).toMatchObject({
      code: 0,
      err: '',
    });
    await set(server.url, token, 'op-2', 'light');
    expect((await syncSince(server.url, token, cursor)).events).toHaveLength(1);
  });

  test('holds database, secret and manifest, for the owner only', () => {
    expect(readdirSync(backup).sort()).toEqual(['kith.db', 'manifest.json', 'secret']);
    for (const name of readdirSync(backup)) expect(statSync(join(backup, name)).mode & 0o077).toBe(0);
    expect(statSync(backup).mode & 0o077).toBe(0);
    expect(JSON.parse(readFileSync(join(backup, 'manifest.json'), 'utf8'))).toMatchObject({
      head: expect.any(Number),
      chain: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('is sound, and looking at it changes nothing', async () => {
    const before = readdirSync(backup);
    const verified = await runKith(['verify', backup, '--json']);
    expect(JSON.parse(verified.out)).toMatchObject({ ok: true, problems: [] });
    const dir = join(newDir(), 'data');
    expect(await runKith(['restore', backup, '--into', dir, '--dry-run'])).toMatchObject({ code: 0 });
    expect(existsSync(dir)).toBe(false);
    expect(readdirSync(backup)).toEqual(before);
  });

  test('restored, it has what was stored then, the sessions of then, and resets every device', async () => {
    const dataDir = join(newDir(), 'data');
    expect(await runKith(['restore', backup, '--into', dataDir])).toMatchObject({ code: 0, err: '' });
    await using server = await startKith({ dataDir });
    const token = await logIn(server.url, 'Chrome.test1', 'kith-demo');
    expect(await themeOf(server.url, token)).toBe('dark');
    expect(await syncSince(server.url, token, cursor)).toMatchObject({
      reset: { reason: expect.any(String) },
    });
    expect(await runKith(['verify', '--data-dir', dataDir])).toMatchObject({ code: 0 });
  });

  test('nothing is overwritten: neither a backup nor a data directory', async () => {
    const dataDir = join(newDir(), 'data');
    expect(await runKith(['restore', backup, '--into', dataDir])).toMatchObject({ code: 0 });
    expect(await runKith(['restore', backup, '--into', dataDir])).toMatchObject({
      code: 1,
      err: expect.stringContaining('is not empty'),
    });
    expect(await runKith(['backup', backup, '--data-dir', dataDir])).toMatchObject({
      code: 1,
      err: expect.stringContaining('is not empty'),
    });
    for (const path of [dataDir, join(dataDir, 'backup')]) {
      expect(await runKith(['backup', path, '--data-dir', dataDir])).toMatchObject({
        code: 1,
        err: expect.stringContaining('is in the data directory'),
      });
    }
  });

  test.each([
    ['a byte of the database', 'kith.db', (path: string) => flipByte(path)],
    ['a database that goes on', 'kith.db', (path: string) => appendFileSync(path, 'x')],
    ['another secret', 'secret', (path: string) => writeFileSync(path, 'A'.repeat(43))],
    ['no secret', 'secret', (path: string) => rmSync(path)],
    ['no manifest', 'manifest.json', (path: string) => rmSync(path)],
    ['a manifest of something else', 'manifest.json', (path: string) => writeFileSync(path, '{}')],
  ])('a backup with %s is not trusted, and nothing is restored', async (_, name, spoil) => {
    const spoilt = join(newDir(), 'backup');
    cpSync(backup, spoilt, { recursive: true });
    spoil(join(spoilt, name));
    const into = join(newDir(), 'data');
    expect(await runKith(['restore', spoilt, '--into', into])).toMatchObject({ code: 1 });
    expect(existsSync(into)).toBe(false);
    if (name !== 'manifest.json') expect(await runKith(['verify', spoilt])).toMatchObject({ code: 1 });
  });

  test('a database that was changed and a manifest that was made to fit are caught by the log itself', async () => {
    const spoilt = join(newDir(), 'backup');
    cpSync(backup, spoilt, { recursive: true });
    const path = join(spoilt, 'manifest.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as { head: number };
    writeFileSync(path, JSON.stringify({ ...manifest, head: manifest.head + 1 }));
    expect(await runKith(['verify', spoilt])).toMatchObject({ code: 1 });
  });
});

describe('without a server', () => {
  test('backup, verify and restore work on the data directory itself', async () => {
    const dataDir = join(newDir(), 'data');
    const flags = ['--data-dir', dataDir];
    expect(await runKith(['seed', ...flags])).toMatchObject({ code: 0 });
    const path = join(newDir(), 'empty');
    mkdirSync(path);
    expect(await runKith(['backup', path, ...flags])).toMatchObject({ code: 0 });
    expect(await runKith(['verify', ...flags])).toMatchObject({ code: 0 });
    expect(await runKith(['verify', path])).toMatchObject({ code: 0 });
    expect(await runKith(['restore', path, ...flags])).toMatchObject({ code: 1 });
  });

  test('a damaged database is told by verify', async () => {
    const dataDir = join(newDir(), 'data');
    await runKith(['seed', '--data-dir', dataDir]);
    flipByte(join(dataDir, 'kith.db'));
    const verified = await runKith(['verify', '--data-dir', dataDir]);
    expect(verified.code).not.toBe(0);
    expect(verified.err).toContain('damaged');
  });

  test('nothing is made where there is no database', async () => {
    const dataDir = join(newDir(), 'data');
    for (const args of [['backup', join(newDir(), 'b')], ['verify'], ['users', 'recover', 'test1']]) {
      expect(await runKith([...args, '--data-dir', dataDir])).toMatchObject({
        code: 1,
        err: expect.stringContaining('no database'),
      });
    }
    expect(existsSync(dataDir)).toBe(false);
  });

  test('a backup of a server whose secret is in the environment holds none, and says so', async () => {
    const env = { KITH_SECRET: 'n7Qe2VbYt9XwL4ZkRf8HsJ3mCp6GdUaN' };
    const dataDir = join(newDir(), 'data');
    expect(await runKith(['seed', '--data-dir', dataDir], { env })).toMatchObject({ code: 0 });
    const path = join(newDir(), 'b');
    expect(await runKith(['backup', path, '--data-dir', dataDir], { env })).toMatchObject({
      code: 0,
      out: expect.stringContaining('KITH_SECRET'),
    });
    expect(readdirSync(path).sort()).toEqual(['kith.db', 'manifest.json']);
    const into = join(newDir(), 'data');
    expect(await runKith(['restore', path, '--into', into])).toMatchObject({ code: 0 });
    expect(await runKith(['start', '--data-dir', into])).toMatchObject({
      code: 78,
      err: expect.stringContaining('KITH_SECRET'),
    });
  });
});

/** Changes one byte in the second half, where rows stand. */
function flipByte(path: string): void {
  const bytes = readFileSync(path);
  const text = bytes.indexOf('test3');
  bytes.writeUInt8(bytes.readUInt8(text) ^ 1, text);
  writeFileSync(path, bytes);
}
