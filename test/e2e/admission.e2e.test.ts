import { describe, expect, test } from 'vitest';
import { HttpClient } from '../support/http-client.ts';
import { runKith } from '../support/kith.ts';
import { another, fresh, link, newPerson, type Person, TestDevice } from '../support/person.ts';
import { RawSocket } from '../support/raw-socket.ts';
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

describe('a link', () => {
  const redeemed = async ({ device, user }: Person, joining: TestDevice) => {
    const { code } = await device.http.ok<{ code: string }>('links.create');
    return {
      code,
      ...(await joining.http.ok<{ link: string; number: string }>('links.redeem', {
        handle: user.handle,
        code,
      })),
    };
  };

  test('redeemed and approved again is the same answer, and lets nobody else in', async () => {
    await using server = await serve();
    const person = await newPerson(server.url);
    const joining = await TestDevice.register(server.url);
    const stranger = await TestDevice.register(server.url);
    const { code, link: id, number } = await redeemed(person, joining);
    const again = await joining.http.ok('links.redeem', {
      handle: person.user.handle,
      code: code.toLowerCase().replace('-', ''),
    });
    expect(again).toEqual({ link: id, number, user: { handle: person.user.handle } });
    expect(await stranger.http.refused('links.redeem', { handle: person.user.handle, code })).toMatchObject({
      code: 'link-expired',
      status: 410,
    });
    expect(await stranger.http.refused('links.approve', { link: id, number })).toMatchObject({
      code: 'not-found',
    });
    const answer = await person.device.http.ok('links.approve', { link: id, number });
    expect(await person.device.http.ok('links.approve', { link: id, number })).toEqual(answer);
    expect(await joining.http.ok('links.redeem', { handle: person.user.handle, code })).toEqual(again);
    expect(await person.device.http.refused('links.deny', { link: id })).toMatchObject({
      code: 'link-expired',
    });
  });

  test('dies at the third wrong number, and the device that waits hears it', async () => {
    await using server = await serve();
    const person = await newPerson(server.url);
    const joining = await TestDevice.register(server.url);
    const { socket } = await joining.connect();
    const { link: id, number } = await redeemed(person, joining);
    const wrong = number === '10' ? '11' : '10';
    for (let count = 0; count < 3; count += 1)
      expect(await person.device.http.refused('links.approve', { link: id, number: wrong })).toMatchObject({
        code: 'link-wrong-number',
        status: 403,
      });
    const denied = await socket.inbox.until('the end', () =>
      socket.inbox.events.find(({ type }) => type === 'link.denied'),
    );
    expect(denied).toMatchObject({ topic: `device:${joining.id}`, data: { link: id } });
    expect(await person.device.http.refused('links.approve', { link: id, number })).toMatchObject({
      code: 'link-expired',
    });
  });

  test('that is denied lets nobody in', async () => {
    await using server = await serve();
    const person = await newPerson(server.url);
    const joining = await TestDevice.register(server.url);
    const { code, link: id, number } = await redeemed(person, joining);
    expect(await person.device.http.ok('links.deny', { link: id })).toEqual({});
    expect(await person.device.http.ok('links.deny', { link: id })).toEqual({});
    expect(await person.device.http.refused('links.approve', { link: id, number })).toMatchObject({
      code: 'link-expired',
    });
    expect(await joining.http.refused('links.redeem', { handle: person.user.handle, code })).toMatchObject({
      code: 'link-expired',
    });
    expect((await joining.http.ok<{ devices: unknown[] }>('devices.list')).devices.length).toBe(1);
  });

  test('approved by two devices at once lets one device in once', async () => {
    await using server = await serve();
    const person = await newPerson(server.url);
    const other = await another(person.device);
    const joining = await TestDevice.register(server.url);
    const { socket } = await person.device.connect();
    const { link: id, number } = await redeemed(person, joining);
    const approvals = [person.device, other, person.device, other].map((device) =>
      device.http.ok('links.approve', { link: id, number }),
    );
    expect(new Set((await Promise.all(approvals)).map((answer) => JSON.stringify(answer))).size).toBe(1);
    await joining.set('in', true);
    await socket.inbox.until('its edit', () =>
      socket.inbox.events.find(({ type }) => type === 'setting.changed'),
    );
    expect(socket.inbox.events.filter(({ type }) => type === 'device.joined').length).toBe(1);
  });
});

describe('recovery', () => {
  test('a code lets a registered device in once, and signs all others out', async () => {
    await using server = await serve();
    const { device: lost, user } = await newPerson(server.url);
    const alsoLost = await another(lost);
    const { codes } = await lost.http.ok<{ codes: string[] }>('recovery.create');
    expect(new Set(codes).size).toBe(10);
    const { socket } = await lost.connect();
    const next = await TestDevice.register(server.url);
    const open = new HttpClient(server.url);
    const params = { handle: user.handle.toUpperCase(), code: codes[3], device: next.name };
    const tokens = await open.ok<Tokens>('sessions.recover', params);
    expect(tokens).toMatchObject({ device: { id: next.id }, user });
    next.tokens = tokens;
    expect(await socket.closed()).toEqual({ code: 4503, reason: JSON.stringify({ by: next.name }) });
    expect(await alsoLost.http.refused('devices.list')).toMatchObject({
      code: 'device-revoked',
      by: next.name,
    });
    expect(
      (await next.http.ok<{ devices: DeviceEntry[] }>('devices.list')).devices.map(({ id }) => id),
    ).toEqual([next.id]);
    const late = await TestDevice.register(server.url);
    for (const wrong of [
      { ...params, device: late.id },
      { ...params, code: 'nonsense', device: late.id },
      { ...params, handle: 'nobody', code: codes[4], device: late.id },
    ])
      expect(await open.refused('sessions.recover', wrong)).toMatchObject({
        code: 'unauthenticated',
        status: 401,
      });
    const kept = await open.ok<Tokens>('sessions.recover', {
      ...params,
      code: codes[4],
      device: late.id,
      keepDevices: true,
    });
    expect(kept.user).toEqual(user);
    await next.http.ok('devices.list');
  });

  test('new codes end the old ones, and the operator can make one', async () => {
    await using server = await serve();
    const { device, user } = await newPerson(server.url);
    const old = await device.http.ok<{ codes: string[] }>('recovery.create');
    await device.http.ok('recovery.create');
    const open = new HttpClient(server.url);
    const next = await TestDevice.register(server.url);
    expect(
      await open.refused('sessions.recover', { handle: user.handle, code: old.codes[0], device: next.id }),
    ).toMatchObject({ code: 'unauthenticated' });
    const { out, code } = await runKith(['users', 'recover', user.handle, '--json'], {
      env: { KITH_DATA_DIR: server.dataDir },
    });
    expect(code).toBe(0);
    const issued = new URL((JSON.parse(out) as { url: string }).url).hash.split('.').at(-1);
    expect(
      await open.ok('sessions.recover', { handle: user.handle, code: issued, device: next.id }),
    ).toMatchObject({ user });
    expect(await device.http.refused('devices.list')).toMatchObject({ code: 'device-revoked' });
  });
});

describe('a user has at most', () => {
  test('so many devices, by link, by open join and by recovery, also when many come at once', async () => {
    await using server = await serve({
      settings: { LIMIT_USER_DEVICES: '3', OPEN_JOIN: 'true', LIMIT_USER_LINKS: '10' },
    });
    const { device, user } = await newPerson(server.url);
    await another(device);
    const many = await Promise.all(Array.from({ length: 5 }, () => TestDevice.register(server.url)));
    const joins = await Promise.all(
      many.map((it) => it.http.call('users.join', { id: fresh('cmd'), user: user.id })),
    );
    expect(joins.filter(({ status }) => status === 200).length).toBe(1);
    for (const { status, body } of joins)
      if (status !== 200) expect(body).toMatchObject({ code: 'quota-exceeded', status: 403 });
    const left = many.find((_, index) => joins[index]?.status !== 200);
    await expect(link(device, left ?? device)).rejects.toThrow(/quota-exceeded/);
    const { codes } = await device.http.ok<{ codes: string[] }>('recovery.create');
    const recover = { handle: user.handle, code: codes[0], device: left?.id };
    expect(await left?.http.refused('sessions.recover', { ...recover, keepDevices: true })).toMatchObject({
      code: 'quota-exceeded',
    });
    expect(await left?.http.ok('sessions.recover', recover)).toMatchObject({ user });
  });

  test('so many sockets over all its devices, also when many say hello at once', async () => {
    const limit = 5;
    const server = await serve({ settings: { LIMIT_USER_SOCKETS: String(limit) } });
    const { device } = await newPerson(server.url);
    const other = await another(device);
    await device.set('key', 'value');
    await server.stop();
    await using again = await server.again();
    for (const since of [undefined, 'no cursor']) {
      const sockets = await Promise.all(Array.from({ length: 20 }, () => RawSocket.open(again.url)));
      const hellos = sockets.map((socket, index) => {
        const { token } = index % 2 === 0 ? device : other;
        return socket.call('hello', { token, ...(since === undefined ? {} : { since }) });
      });
      const answers = await Promise.all(hellos);
      expect(answers.filter(({ ok }) => ok).length, `since ${since}`).toBe(limit);
      for (const [index, answer] of answers.entries()) {
        if (answer.ok) continue;
        expect(answer.problem).toMatchObject({ code: 'quota-exceeded' });
        expect(await sockets[index]?.closed()).toMatchObject({ code: 4429 });
      }
      for (const [index, answer] of answers.entries()) if (answer.ok) await sockets[index]?.close();
      const { socket } = await device.connect();
      await socket.close();
    }
  });
});
