import { afterAll, beforeAll, expect, test } from 'vitest';
import { HttpClient } from '../support/http-client.ts';
import { another, fresh, link, newPerson, oneEdit, type Person, TestDevice } from '../support/person.ts';
import { type Served, serve } from '../support/server.ts';
import { headOf } from '../support/sync.ts';
import type { Tokens } from '../support/wire.ts';

let server: Served;
let person: Person;

beforeAll(async () => {
  server = await serve();
  person = await newPerson(server.url);
});
afterAll(() => server.stop());

const leave = (device: TestDevice, rest: object = {}) =>
  device.http.ok('devices.leave', { id: fresh('cmd'), ...rest });

test('a device that leaves hears it, is closed to come back, and is in no user', async () => {
  const device = await another(person.device);
  const sockets = [(await device.connect()).socket, (await device.connect()).socket];
  const { socket: other } = await person.device.connect();
  expect(await leave(device)).toEqual({ device: { id: device.id } });
  for (const socket of sockets) {
    expect(await socket.closed()).toMatchObject({ code: 4411 });
    const events = socket.inbox.events.filter(({ type }) => type === 'device.left');
    expect(events.map(({ topic }) => topic).sort()).toEqual(
      [`device:${device.id}`, `user:${person.user.id}`].sort(),
    );
    expect(events[0]?.data).toMatchObject({ device: { id: device.id }, by: device.id });
    expect(socket.inbox.events.at(-1)?.type).toBe('device.left');
  }
  await other.inbox.until('the leaving', () => other.inbox.events.find(({ type }) => type === 'device.left'));
  await other.ok('settings.set', oneEdit('others', 'live on'));
  await other.cut();
});

test.each(['devices.leave', 'devices.revoke'])(
  'over its own socket, %s is answered before the close',
  async (method) => {
    const device = await another(person.device);
    const { socket } = await device.connect();
    const params = method === 'devices.leave' ? {} : { device: device.id };
    expect(await socket.ok(method, { id: fresh('cmd'), ...params })).toEqual({ device: { id: device.id } });
    const ended = await socket.closed();
    if (method === 'devices.leave') expect(ended.code).toBe(4411);
    else expect(ended).toEqual({ code: 4503, reason: JSON.stringify({ by: device.name }) });
  },
);

test('what it had is dead: access token and links; what it keeps: session and credential', async () => {
  const device = await another(person.device);
  const { code } = await device.http.ok<{ code: string }>('links.create');
  const since = await headOf(device);
  await leave(device);
  expect(await device.http.refused('devices.list')).toMatchObject({
    code: 'unauthenticated',
    retry: 'after-login',
  });
  expect(await device.http.refused('settings.set', oneEdit('gone', true))).toMatchObject({
    code: 'unauthenticated',
  });
  const stranger = await TestDevice.register(server.url);
  expect(await stranger.http.refused('links.redeem', { handle: person.user.handle, code })).toMatchObject({
    code: 'link-expired',
  });

  const { refreshToken } = device.tokens;
  const refreshed = await new HttpClient(server.url).ok<Tokens>('sessions.refresh', { refreshToken });
  expect(refreshed).toMatchObject({ device: { id: device.id }, user: null });
  device.tokens = refreshed;
  const { socket, hello } = await device.connect(since);
  expect(hello).toMatchObject({ resumed: false, user: null });
  const [reset] = [
    await socket.inbox.until('a reset', () => socket.inbox.said<{ reason: string }>('reset')[0]),
  ];
  expect(reset.reason).toBe('user-changed');
  await person.device.set('after', 'it left');
  await socket.ok('devices.list');
  expect(socket.inbox.events).toEqual([]);
  expect(await device.http.refused('settings.get', { app: 'test' })).toMatchObject({ code: 'not-found' });
  expect(await device.login()).toMatchObject({ device: { id: device.id }, user: null });
  await link(person.device, device);
  const joined = await socket.inbox.until('its joining', () =>
    socket.inbox.events.find(({ topic }) => topic === `user:${person.user.id}`),
  );
  expect(joined.type).toBe('device.joined');
  await socket.cut();
});

test('leaving again with the same id is the same answer, also when it is in another user by then', async () => {
  const device = await another(person.device);
  const id = fresh('cmd');
  const answer = await device.http.ok('devices.leave', { id });
  await device.login();
  expect(await device.http.ok('devices.leave', { id })).toEqual(answer);
  expect(await device.http.refused('devices.leave', { id: fresh('cmd') })).toMatchObject({
    code: 'forbidden',
  });
  const elsewhere = await newPerson(server.url);
  await link(elsewhere.device, device);
  expect(await device.http.ok('devices.leave', { id })).toEqual(answer);
  expect((await device.http.ok<{ devices: unknown[] }>('devices.list')).devices.length).toBe(2);
});

test('the last device of a user must confirm', async () => {
  const alone = await newPerson(server.url);
  const { socket } = await alone.device.connect();
  expect(await socket.refused('devices.leave', { id: fresh('cmd') })).toMatchObject({ code: 'conflict' });
  expect(await socket.refused('devices.leave', { id: fresh('cmd'), confirm: false })).toMatchObject({
    code: 'conflict',
  });
  await socket.ok('devices.list');
  socket.start('devices.leave', { id: fresh('cmd'), confirm: true });
  expect(await socket.closed()).toMatchObject({ code: 4411 });
  expect(await alone.device.login()).toMatchObject({ user: null });
});
