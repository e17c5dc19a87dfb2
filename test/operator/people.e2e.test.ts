import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newDir, runKith, startKith } from '../support/kith.ts';
import { call, logIn } from './calls.ts';

interface Seeded {
  readonly devices: readonly { name: string; user: string | null; made: boolean; password: string | null }[];
}

async function seedOf(...flags: string[]): Promise<Seeded> {
  const { code, out, err } = await runKith(['seed', '--json', ...flags]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as Seeded;
}

describe('seed', () => {
  test('makes twenty devices of ten people once, with passwords that let them in', async () => {
    await using server = await startKith();
    const flags = ['--data-dir', server.dataDir];
    const first = await seedOf(...flags);
    expect(first.devices).toHaveLength(20);
    expect(first.devices.every(({ made, password }) => made && password === 'kith-demo')).toBe(true);
    const alone = first.devices.filter(({ user }) => user === null).map(({ name }) => name);
    expect(alone).toEqual(['Firefox.test9', 'Chrome.test10', 'Firefox.test10']);
    for (const browser of ['Chrome', 'Firefox']) {
      const { body } = await call(server.url, 'sessions.create', {
        device: `${browser}.test8`,
        secret: 'kith-demo',
      });
      expect(body).toMatchObject({ user: { handle: 'test8' } });
    }
    const again = await seedOf(...flags);
    expect(again.devices.some(({ made }) => made)).toBe(false);
    expect(again.devices.map(({ user }) => user)).toEqual(first.devices.map(({ user }) => user));
  });

  test('leaves alone what people changed', async () => {
    await using server = await startKith();
    const flags = ['--data-dir', server.dataDir];
    await seedOf(...flags);
    const token = await logIn(server.url, 'Firefox.test2', 'kith-demo');
    await call(server.url, 'devices.setPassword', { password: 'another one' }, token);
    await call(server.url, 'devices.leave', { id: 'leave-1' }, token);
    const { devices } = await seedOf(...flags);
    expect(devices.find(({ name }) => name === 'Firefox.test2')).toMatchObject({
      user: null,
      password: null,
    });
  });

  test('is refused on a server that others can reach, unless forced', async () => {
    await using server = await startKith({ env: { KITH_PUBLIC_URL: 'https://kith.example.org' } });
    // What counts is how the server runs, not what this call was told.
    const flags = ['--data-dir', server.dataDir];
    expect(await runKith(['seed', ...flags])).toMatchObject({
      code: 1,
      err: expect.stringContaining('--force'),
    });
    expect(await runKith(['seed', '--force', ...flags])).toMatchObject({ code: 0 });
  });

  test('works without a server, on a data directory that is not there yet', async () => {
    const dataDir = join(newDir(), 'data');
    await seedOf('--data-dir', dataDir, '--password', 'our own words');
    await using server = await startKith({ dataDir });
    expect(await logIn(server.url, 'Chrome.test1', 'our own words')).not.toBe('undefined');
  });
});

describe('users recover', () => {
  test('prints a link that lets a new device in, once, and signs the lost ones out', async () => {
    await using server = await startKith();
    await seedOf('--data-dir', server.dataDir);
    const printed = await runKith(['users', 'recover', 'Test4', '--data-dir', server.dataDir]);
    const [url = ''] = printed.out.split('\n');
    expect(url.startsWith(`${server.url}/login#recover=test4.`)).toBe(true);
    const code = url.slice(url.lastIndexOf('.') + 1);
    expect(printed.out).toContain(`\nhandle test4\ncode ${code}\n`);
    await call(server.url, 'devices.register', { name: 'New phone', password: 'long enough' });
    const params = { handle: 'test4', code, device: 'New phone', secret: 'long enough' };
    expect((await call(server.url, 'sessions.recover', params)).body).toMatchObject({
      user: { handle: 'test4' },
    });
    expect(await call(server.url, 'sessions.recover', params)).toMatchObject({ status: 401 });
    const lost = await call(server.url, 'sessions.create', { device: 'Chrome.test4', secret: 'kith-demo' });
    expect(lost.status).toBe(401);
  });

  test('says that there is no such user', async () => {
    await using server = await startKith();
    for (const handle of ['nobody', 'not a handle!']) {
      expect(await runKith(['users', 'recover', handle, '--data-dir', server.dataDir])).toMatchObject({
        code: 1,
        err: expect.stringContaining('no user'),
      });
    }
  });
});

describe('invite', () => {
  test('lets one device register where registration is by invite', async () => {
    const env = { KITH_REGISTRATION: 'invite' };
    await using server = await startKith({ env });
    const register = (name: string, invite?: string) =>
      call(server.url, 'devices.register', { name, password: 'long enough', ...(invite && { invite }) });
    expect((await register('A')).status).toBe(403);
    const plain = await runKith(['invite', '--data-dir', server.dataDir]);
    expect(plain.out).toMatch(/#invite=(\S+)\ninvite \1\n/);
    const { out } = await runKith(['invite', '--json', '--data-dir', server.dataDir]);
    const { invite, url } = JSON.parse(out) as { invite: string; url: string };
    expect(url).toBe(`${server.url}/register#invite=${invite}`);
    expect((await register('A', invite)).status).toBe(200);
    expect((await register('B', invite)).status).toBe(403);
  });
});

describe('doctor', () => {
  test('finds nothing wrong with a fresh machine, nor with a running server', async () => {
    const dataDir = join(newDir(), 'data');
    const fresh = await runKith(['doctor', '--port', '0', '--data-dir', dataDir]);
    expect(fresh.code).toBe(0);
    await using server = await startKith({ dataDir });
    expect(await runKith(['doctor', '--data-dir', dataDir])).toMatchObject({
      code: 0,
      out: expect.stringContaining(server.url),
    });
  });

  test('tells every configuration problem with its fix, and ends with 78', async () => {
    const ended = await runKith(['doctor', '--json'], { env: { KITH_PORT: 'x', KITH_ZZZ: '1' } });
    expect(ended.code).toBe(78);
    const { findings } = JSON.parse(ended.out) as { findings: { verdict: string }[] };
    expect(findings.filter(({ verdict }) => verdict === 'bad')).toHaveLength(2);
  });

  test('finds a port that is taken', async () => {
    await using server = await startKith();
    const port = new URL(server.url).port;
    const ended = await runKith(['doctor', '--port', port]);
    expect(ended).toMatchObject({ code: 1, out: expect.stringContaining('EADDRINUSE') });
  });
});
