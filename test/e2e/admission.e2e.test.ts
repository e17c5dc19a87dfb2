import { describe, expect, test } from 'vitest';
import { HttpClient } from '../support/http-client.ts';
import { runKith } from '../support/kith.ts';
import { another, fresh, newPerson, TestDevice } from '../support/person.ts';
import { serve } from '../support/server.ts';
import type { DeviceEntry, Tokens, UserView } from '../support/wire.ts';

const secret = 'abcdefghijklmnopqrstuv';

describe('where everyone may join', () => {
  test('a device lists the users, joins one of them at once, and both hear of it', async () => {
    await using server = await serve({ settings: { OPEN_JOIN: 'true' } });
    const { device: first, user } = await newPerson(server.url);
    const second = await newPerson(server.url);
    const { socket: watching } = await first.connect();
    const joining = await TestDevice.register(server.url);
    const { socket } = await joining.connect();
    const { users } = await socket.ok<{ users: UserView[] }>('users.list');
    expect(users.map(({ id }) => id).sort()).toEqual([user.id, second.user.id].sort());
    const params = { id: fresh('cmd'), user: user.id };
    expect(await socket.ok('users.join', params)).toEqual({ user });
    expect(await joining.http.ok('users.join', params)).toEqual({ user });
    for (const it of [watching, socket]) {
      const joined = await it.inbox.until('the joining', () =>
        it.inbox.events.find(({ topic, type }) => type === 'device.joined' && topic === `user:${user.id}`),
      );
      expect(joined).toMatchObject({
        actor: { device: joining.id },
        data: { device: { id: joining.id }, user, via: 'open' },
      });
    }
    await first.set('theme', 'dark');
    await socket.inbox.until('a setting', () =>
      socket.inbox.events.find(({ type }) => type === 'setting.changed'),
    );
    expect(await socket.refused('users.join', { id: fresh('cmd'), user: second.user.id })).toMatchObject({
      code: 'conflict',
    });
    expect(
      await second.device.http.refused('users.join', { id: fresh('cmd'), user: 'usr_nobody' }),
    ).toMatchObject({ code: 'not-found' });
  });

  test('and where not, nobody is listed, and a user whose id is known is as one who is not', async () => {
    await using server = await serve();
    const { user } = await newPerson(server.url);
    const joining = await TestDevice.register(server.url);
    expect(await joining.http.refused('users.list')).toMatchObject({ code: 'forbidden' });
    const { requestId: _, ...known } = await joining.http.refused('users.join', {
      id: fresh('cmd'),
      user: user.id,
    });
    const { requestId: __, ...unknown } = await joining.http.refused('users.join', {
      id: fresh('cmd'),
      user: 'usr_nobody',
    });
    expect(known).toMatchObject({ code: 'not-found' });
    expect(known).toEqual(unknown);
  });
});

describe('registration', () => {
  test('again with the same name and secret is the same device, in any case; with another secret the name is taken', async () => {
    await using server = await serve();
    const open = new HttpClient(server.url);
    const first = await open.ok<{ device: { id: string } }>('devices.register', { name: 'Tablet', secret });
    expect(await open.ok('devices.register', { name: 'ＴＡＢＬＥＴ', secret })).toEqual({
      device: { id: first.device.id, name: 'Tablet' },
    });
    expect(await open.refused('devices.register', { name: 'tablet', secret: `${secret}x` })).toMatchObject({
      code: 'name-taken',
      status: 409,
    });
    expect(await open.refused('devices.register', { name: 'Tablet', password: 'a password' })).toMatchObject({
      code: 'name-taken',
    });
  });

  test('by invite takes one device an invite, and whoever shows the code of a link', async () => {
    await using server = await serve({ settings: { REGISTRATION: 'invite' } });
    const open = new HttpClient(server.url);
    const register = (invite?: string) => ({
      name: fresh('Device'),
      secret,
      ...(invite === undefined ? {} : { invite }),
    });
    const invited = async () => {
      const { code, out } = await runKith(['invite', '--json'], { env: { KITH_DATA_DIR: server.dataDir } });
      expect(code).toBe(0);
      return (JSON.parse(out) as { invite: string }).invite;
    };
    const closed = { code: 'registration-closed', status: 403 };
    expect(await open.refused('devices.register', register())).toMatchObject(closed);
    expect(await open.refused('devices.register', register('inv_nonsense'))).toMatchObject(closed);
    const invite = await invited();
    const params = register(invite);
    const { device } = await open.ok<{ device: { id: string } }>('devices.register', params);
    expect(await open.refused('devices.register', register(invite))).toMatchObject(closed);
    expect(await open.ok('devices.register', params)).toMatchObject({ device });

    const { accessToken } = await open.ok<Tokens>('sessions.create', { device: device.id, secret });
    const first = new HttpClient(server.url, accessToken);
    await first.ok('users.create', { id: fresh('cmd'), handle: 'ann' });
    const { code } = await first.ok<{ code: string }>('links.create');
    const second = await open.ok<{ device: { id: string } }>('devices.register', register(`ann.${code}`));
    const tokens = await open.ok<Tokens>('sessions.create', { device: second.device.id, secret });
    const joining = new HttpClient(server.url, tokens.accessToken);
    const { link: id, number } = await joining.ok<{ link: string; number: string }>('links.redeem', {
      handle: 'ann',
      code,
    });
    await first.ok('links.approve', { link: id, number });
    expect(await open.refused('devices.register', register(`ann.${code}`))).toMatchObject(closed);
  });

  test('closed takes nobody, and those who are in go on', async () => {
    const server = await serve();
    const { device } = await newPerson(server.url);
    await server.stop();
    await using again = await server.again({ settings: { REGISTRATION: 'closed' } });
    const open = new HttpClient(again.url);
    expect(await open.refused('devices.register', { name: fresh('Device'), secret })).toMatchObject({
      code: 'registration-closed',
    });
    await device.login();
    await device.set('key', 'value');
  });
});

describe('a device that was linked', () => {
  test('is in quarantine: no links approved, no older device revoked, no recovery changed', async () => {
    await using server = await serve({ settings: { LINK_QUARANTINE_HOURS: '24' } });
    const { device: first, user } = await newPerson(server.url);
    const young = await another(first);
    const { devices } = await young.http.ok<{ devices: DeviceEntry[] }>('devices.list');
    const until = devices.find(({ id }) => id === young.id)?.quarantineUntil ?? 0;
    expect(until - Date.now()).toBeGreaterThan(23 * 3_600_000);
    expect(devices.find(({ id }) => id === first.id)?.quarantineUntil).toBe(null);

    const forbidden = { code: 'forbidden', status: 403 };
    const next = await TestDevice.register(server.url);
    const { code } = await young.http.ok<{ code: string }>('links.create');
    const shown = await next.http.ok<{ link: string; number: string }>('links.redeem', {
      handle: user.handle,
      code,
    });
    expect(
      await young.http.refused('links.approve', { link: shown.link, number: shown.number }),
    ).toMatchObject(forbidden);
    await first.http.ok('links.approve', { link: shown.link, number: shown.number });
    expect(await young.http.refused('devices.revoke', { id: fresh('cmd'), device: first.id })).toMatchObject(
      forbidden,
    );
    expect(await young.http.refused('recovery.create')).toMatchObject(forbidden);
    await young.http.ok('devices.revoke', { id: fresh('cmd'), device: next.id });
    await young.set('settings', 'are allowed');
    await young.http.ok('devices.revoke', { id: fresh('cmd'), device: young.id });
  });
});
