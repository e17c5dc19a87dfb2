import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HttpClient } from '../support/http-client.ts';
import { another, newPerson, TestDevice } from '../support/person.ts';
import { type Served, serve } from '../support/server.ts';
import type { Tokens } from '../support/wire.ts';

let server: Served;
let open: HttpClient;

beforeAll(async () => {
  server = await serve();
  open = new HttpClient(server.url);
});
afterAll(() => server.stop());

const refresh = (refreshToken: string | undefined) => open.ok<Tokens>('sessions.refresh', { refreshToken });
const refused = (refreshToken: string | undefined) => open.refused('sessions.refresh', { refreshToken });

describe('a refresh token', () => {
  test('gives new tokens that work, and its successor the next', async () => {
    const device = await TestDevice.register(server.url);
    let { refreshToken } = device.tokens;
    const seen = new Set([refreshToken]);
    for (let count = 0; count < 5; count += 1) {
      const tokens = await refresh(refreshToken);
      expect(tokens).toMatchObject({ device: { id: device.id, name: device.name }, user: null });
      expect(seen.has(tokens.refreshToken)).toBe(false);
      seen.add(tokens.refreshToken);
      await new HttpClient(server.url, tokens.accessToken).ok('devices.list');
      ({ refreshToken } = tokens);
    }
  });

  test('sent twenty times at once has one successor', async () => {
    const device = await TestDevice.register(server.url);
    const all = await Promise.all(Array.from({ length: 20 }, () => refresh(device.tokens.refreshToken)));
    const successors = new Set(all.map(({ refreshToken }) => refreshToken));
    expect(successors.size).toBe(1);
    await refresh([...successors][0]);
    for (const { accessToken } of all) await new HttpClient(server.url, accessToken).ok('devices.list');
  });

  test('whose answer was lost gives the same successor until that one was used, also after a restart', async () => {
    const own = await serve();
    const device = await TestDevice.register(own.url);
    const http = new HttpClient(own.url);
    const again = () => http.ok<Tokens>('sessions.refresh', { refreshToken: device.tokens.refreshToken });
    const { refreshToken } = await again();
    expect((await again()).refreshToken).toBe(refreshToken);
    await own.stop();
    await using restarted = await own.again();
    expect((await again()).refreshToken).toBe(refreshToken);
    const next = await http.ok<Tokens>('sessions.refresh', { refreshToken });
    expect((await http.ok<Tokens>('sessions.refresh', { refreshToken })).refreshToken).toBe(
      next.refreshToken,
    );
    expect(
      await http.refused('sessions.refresh', { refreshToken: device.tokens.refreshToken }),
    ).toMatchObject({ code: 'unauthenticated' });
    expect(restarted.url).toBe(own.url);
  });

  test('closes nothing by its rotation, and the access tokens before it live on', async () => {
    const device = await TestDevice.register(server.url);
    const { socket } = await device.connect();
    const next = await refresh(device.tokens.refreshToken);
    await refresh(next.refreshToken);
    await socket.ok('devices.list');
    await device.http.ok('devices.list');
    await socket.cut();
  });

  test('that nobody issued is refused, and changes nothing', async () => {
    const device = await TestDevice.register(server.url);
    const { refreshToken = '' } = device.tokens;
    const [session = '', , mac = ''] = refreshToken.split('.');
    const forged = [
      `${session}.2.${mac}`,
      `${session}.0.${mac}`,
      `${session}.1.${mac.slice(0, -1)}`,
      `${session}.1.${mac}A`,
      refreshToken.toUpperCase(),
      session,
      'x'.repeat(256),
    ];
    for (const token of forged)
      expect(await refused(token), token).toMatchObject({
        code: 'unauthenticated',
        status: 401,
        retry: 'after-login',
      });
    await refresh(refreshToken);
  });

  test('dies with a new login, which ends the earlier session', async () => {
    const device = await TestDevice.register(server.url);
    const before = device.tokens.refreshToken;
    const { refreshToken } = await device.login();
    expect(await refused(before)).toMatchObject({ code: 'unauthenticated' });
    await refresh(refreshToken);
  });
});

describe('a refresh token that comes back although its successor was used', () => {
  test('ends the session: its tokens and sockets die, the device hears why, and the others are warned', async () => {
    const { device: first, user } = await newPerson(server.url);
    const device = await another(first);
    const stolen = device.tokens.refreshToken;
    const mine = await refresh(stolen);
    const newest = await refresh(mine.refreshToken);
    const { socket } = await device.connect();
    const { socket: second } = await device.connect();
    const { socket: other } = await first.connect();

    expect(await refused(stolen)).toMatchObject({ code: 'unauthenticated' });
    for (const ended of [socket, second]) {
      expect(await ended.closed()).toMatchObject({ code: 4401 });
      const event = ended.inbox.events.find(({ type }) => type === 'session.ended');
      expect(event).toMatchObject({
        topic: `device:${device.id}`,
        data: { reason: 'reuse' },
        actor: { user: null, device: null },
      });
    }
    const warned = await other.inbox.until('the warning', () =>
      other.inbox.events.find(({ type }) => type === 'session.reused'),
    );
    expect(warned).toMatchObject({ topic: `user:${user.id}`, data: { device: { id: device.id } } });
    for (const token of [stolen, mine.refreshToken, newest.refreshToken])
      expect(await refused(token)).toMatchObject({ code: 'unauthenticated' });
    for (const { accessToken } of [device.tokens, mine, newest])
      expect(await new HttpClient(server.url, accessToken).refused('devices.list')).toMatchObject({
        code: 'unauthenticated',
      });
    await other.ok('devices.list');
    await first.http.ok('devices.list');
    expect(await device.login()).toMatchObject({ user });
    await device.http.ok('devices.list');
    await other.cut();
  });

  test('ends nothing of other devices, be they of the same user', async () => {
    const { device: first } = await newPerson(server.url);
    const second = await another(first);
    const { refreshToken } = first.tokens;
    await refresh((await refresh(refreshToken)).refreshToken);
    await refused(refreshToken);
    await refresh(second.tokens.refreshToken);
    await second.http.ok('devices.list');
  });
});

describe('sessions.end', () => {
  test('ends tokens and sockets of its session, and answers the same for what is no session', async () => {
    const device = await TestDevice.register(server.url);
    const { socket } = await device.connect();
    const { refreshToken } = device.tokens;
    expect(await open.ok('sessions.end', { refreshToken })).toEqual({});
    expect(await socket.closed()).toMatchObject({ code: 4401 });
    expect(socket.inbox.events.at(-1)).toMatchObject({ type: 'session.ended', data: { reason: 'ended' } });
    expect(await device.http.refused('devices.list')).toMatchObject({ code: 'unauthenticated' });
    expect(await refused(refreshToken)).toMatchObject({ code: 'unauthenticated' });
    expect(await open.ok('sessions.end', { refreshToken })).toEqual({});
    expect(await open.ok('sessions.end', { refreshToken: 'no such token' })).toEqual({});
    await device.login();
    await device.http.ok('devices.list');
  });
});
