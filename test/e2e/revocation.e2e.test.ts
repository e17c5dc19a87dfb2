import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HttpClient } from '../support/http-client.ts';
import { another, app, fresh, link, newPerson, oneEdit, type Person, TestDevice } from '../support/person.ts';
import { RawSocket } from '../support/raw-socket.ts';
import { type Served, serve } from '../support/server.ts';
import { headOf } from '../support/sync.ts';
import type { Tokens } from '../support/wire.ts';

let server: Served;
let person: Person;

beforeAll(async () => {
  server = await serve({ settings: { LIMIT_USER_SOCKETS: '1000' } });
  person = await newPerson(server.url);
  await person.device.http.ok('devices.rename', {
    id: fresh('cmd'),
    device: person.device.id,
    label: 'First',
  });
});
afterAll(() => server.stop());

const byFirst = { code: 4503, reason: '{"by":"First"}' };

const revoke = (device: TestDevice, by = person.device) =>
  by.http.ok('devices.revoke', { id: fresh('cmd'), device: device.id });

/** Everything that a revoked device may try is refused, and where it is known who it is, it hears who did it. */
async function expectDead(device: TestDevice, by = 'First'): Promise<void> {
  const told = { code: 'device-revoked', status: 401, retry: 'never', by };
  for (const method of ['devices.list', 'sync', 'settings.get', 'presence.set'])
    expect(
      await device.http.refused(
        method,
        { 'settings.get': { app }, 'presence.set': { state: 'away' } }[method] ?? {},
      ),
      method,
    ).toMatchObject(told);
  expect(await device.http.refused('settings.set', oneEdit('dead', true))).toMatchObject(told);
  expect(await device.http.refused('users.create', { id: fresh('cmd'), handle: fresh('h') })).toMatchObject(
    told,
  );
  const open = new HttpClient(device.url);
  const { refreshToken } = device.tokens;
  expect(await open.refused('sessions.refresh', { refreshToken })).toMatchObject(told);
  expect(await open.refused('sessions.create', { device: device.id, secret: device.secret })).toMatchObject(
    told,
  );
  expect(await open.refused('sessions.create', { device: device.name, secret: device.secret })).toMatchObject(
    { code: 'unauthenticated' },
  );
  for (const since of [undefined, 'anything']) {
    const socket = await RawSocket.open(device.url);
    const problem = await socket.refused('hello', {
      token: device.token,
      ...(since === undefined ? {} : { since }),
    });
    expect(problem).toMatchObject({ code: 'device-revoked', by });
    expect(await socket.closed()).toEqual({ code: 4503, reason: JSON.stringify({ by }) });
  }
}

/** The socket was closed by the revocation, which is the last thing that it heard. */
async function expectCutOff(socket: RawSocket, device: TestDevice): Promise<void> {
  expect(await socket.closed()).toEqual(byFirst);
  const { events } = socket.inbox;
  if (events.length === 0) return;
  expect(events.at(-1)).toMatchObject({
    type: 'device.revoked',
    topic: `device:${device.id}`,
    data: { device: { id: device.id }, by: person.device.id },
  });
}

describe('a device that is revoked', () => {
  test('loses all its sockets within a second, hears who did it, and nothing after', async () => {
    const device = await another(person.device);
    const bystander = await another(person.device);
    const sockets = await Promise.all([
      device.connect(),
      device.connect(),
      device.connect(await headOf(device)),
    ]);
    const { socket: other } = await bystander.connect();
    await revoke(device);
    const ackedAt = performance.now();
    for (const { socket } of sockets) await expectCutOff(socket, device);
    expect(performance.now() - ackedAt).toBeLessThan(1000);
    await expectDead(device);
    const event = await other.inbox.until('the revocation', () =>
      other.inbox.events.find(({ type }) => type === 'device.revoked'),
    );
    expect(event).toMatchObject({
      topic: `user:${person.user.id}`,
      actor: { device: person.device.id },
      data: { device: { id: device.id } },
    });
    await other.ok('settings.set', oneEdit('others', 'live on'));
    const { devices } = await other.ok<{ devices: { id: string }[] }>('devices.list');
    expect(devices.map(({ id }) => id)).not.toContain(device.id);
    await other.cut();
  });

  test('while it was offline learns of it whatever it tries', async () => {
    const device = await another(person.device);
    const { socket } = await device.connect();
    await socket.cut();
    await revoke(device);
    await expectDead(device);
  });

  test('leaves its name free, and its links dead', async () => {
    const device = await another(person.device);
    const made = await device.http.ok<{ code: string }>('links.create');
    await revoke(device);
    const next = await TestDevice.register(server.url, device.name);
    expect(next.id).not.toBe(device.id);
    expect(
      await next.http.refused('links.redeem', { handle: person.user.handle, code: made.code }),
    ).toMatchObject({ code: 'link-expired' });
    await link(person.device, next);
    await expectDead(device);
  });

  test('by itself is closed with its own label, and over HTTP is answered', async () => {
    const onSocket = await another(person.device);
    const { socket } = await onSocket.connect();
    socket.start('devices.revoke', { id: fresh('cmd'), device: onSocket.id });
    expect(await socket.closed()).toEqual({ code: 4503, reason: JSON.stringify({ by: onSocket.name }) });
    await expectDead(onSocket, onSocket.name);

    const onHttp = await another(person.device);
    const watching = await onHttp.connect();
    expect(await revoke(onHttp, onHttp)).toEqual({ device: { id: onHttp.id } });
    expect(await watching.socket.closed()).toEqual({
      code: 4503,
      reason: JSON.stringify({ by: onHttp.name }),
    });
    await expectDead(onHttp, onHttp.name);
  });

  test('again, by the same command or another, is the same answer and no second event', async () => {
    const device = await another(person.device);
    const { socket } = await person.device.connect();
    const params = { id: fresh('cmd'), device: device.id };
    const answer = await person.device.http.ok('devices.revoke', params);
    expect(await person.device.http.ok('devices.revoke', params)).toEqual(answer);
    expect(await revoke(device)).toEqual(answer);
    await socket.ok('settings.set', oneEdit('barrier', fresh('b')));
    await socket.inbox.until('the barrier', () =>
      socket.inbox.events.find(({ type }) => type === 'setting.changed'),
    );
    expect(socket.inbox.events.filter(({ type }) => type === 'device.revoked').length).toBe(1);
    await socket.cut();
  });

  test('as the last of its user leaves a user that only recovery opens again', async () => {
    const alone = await newPerson(server.url);
    const { codes } = await alone.device.http.ok<{ codes: string[] }>('recovery.create');
    await revoke(alone.device, alone.device);
    await expectDead(alone.device, alone.device.name);
    const next = await TestDevice.register(server.url);
    expect(
      await next.http.refused('users.create', { id: fresh('cmd'), handle: alone.user.handle }),
    ).toMatchObject({ code: 'handle-taken' });
    const back = await next.http.ok<Tokens>('sessions.recover', {
      handle: alone.user.handle,
      code: codes[0],
      device: next.id,
    });
    expect(back.user).toEqual(alone.user);
  });

  test('of another user, or of none, is not found and lives on', async () => {
    const stranger = await newPerson(server.url);
    const single = await TestDevice.register(server.url);
    for (const device of [stranger.device, single]) {
      expect(
        await person.device.http.refused('devices.revoke', { id: fresh('cmd'), device: device.id }),
      ).toMatchObject({ code: 'not-found' });
      await device.connect();
    }
  });
});

describe('a revocation is final at whatever moment it comes', () => {
  test('while hellos are looked at', async () => {
    for (let round = 0; round < 12; round += 1) {
      const device = await another(person.device);
      const since = await headOf(device);
      const sockets = await Promise.all(Array.from({ length: 12 }, () => RawSocket.open(server.url)));
      const hello = (index: number) => {
        const known = index % 3 === 0 ? {} : { since: index % 3 === 1 ? since : 'no cursor' };
        sockets[index]?.start('hello', { token: device.token, ...known });
      };
      for (let index = 0; index < 4; index += 1) hello(index);
      const revoked = revoke(device);
      for (let index = 4; index < 8; index += 1) hello(index);
      await Promise.race([revoked, sockets[round % 4]?.closed()]);
      for (let index = 8; index < 12; index += 1) hello(index);
      await revoked;
      for (const socket of sockets) {
        expect(await socket.closed()).toEqual(byFirst);
        const last = socket.inbox.events.at(-1);
        if (last !== undefined)
          expect(last).toMatchObject({ type: 'device.revoked', topic: `device:${device.id}` });
      }
      for (const socket of sockets.slice(8)) {
        const [only, ...more] = socket.inbox.messages;
        expect(more).toEqual([]);
        if (only !== undefined)
          expect(only).toMatchObject({
            kind: 'answer',
            answer: { ok: false, problem: { code: 'device-revoked', by: 'First' } },
          });
      }
    }
  });

  test('while hundreds of events flow to it', async () => {
    const device = await another(person.device);
    const writer = await another(person.device);
    const { socket } = await device.connect();
    const { socket: writing } = await writer.connect();
    const calls = Array.from({ length: 40 }, (_, call) => {
      const ops = Array.from({ length: 20 }, (_, op) => ({
        id: fresh('op'),
        key: `flow.${op}`,
        value: `${call} ${op}`,
        base: 0,
        ageMs: 0,
      }));
      return writing.start('settings.set', { app, ops });
    });
    await socket.inbox.until('some events', () => (socket.inbox.events.length > 50 ? true : undefined));
    await revoke(device);
    await expectCutOff(socket, device);
    for (const call of calls) expect(await writing.answer(call)).toMatchObject({ ok: true });
    const inTopic = socket.inbox.events.filter(({ topic }) => topic.startsWith('user:'));
    const first = inTopic[0]?.seq ?? 0;
    expect(inTopic.map(({ seq }) => seq)).toEqual(inTopic.map((_, index) => first + index));
    expect(inTopic.at(-1)).toMatchObject({ type: 'device.revoked', data: { device: { id: device.id } } });
    await writing.cut();
  });

  test('while it reads on from long ago and does not drain', async () => {
    const device = await another(person.device);
    const since = await headOf(device);
    for (let round = 0; round < 60; round += 1) {
      const ops = Array.from({ length: 8 }, (_, op) => ({
        id: fresh('op'),
        key: `long.${op}`,
        value: 'x'.repeat(25_000),
        base: 0,
        ageMs: 0,
      }));
      await person.device.http.ok('settings.set', { app, ops });
    }
    const socket = await RawSocket.open(server.url);
    await socket.hello({ token: device.token, since });
    socket.pause();
    await revoke(device);
    socket.resume();
    expect(await socket.closed()).toEqual(byFirst);
    expect(socket.inbox.events.filter(({ type }) => type === 'device.revoked')).toEqual([]);
  });

  test('while it refreshes: whatever was granted is worth nothing', async () => {
    for (let round = 0; round < 6; round += 1) {
      const device = await another(person.device);
      const { refreshToken } = device.tokens;
      const open = new HttpClient(server.url);
      const before = Array.from({ length: 6 }, () => open.call('sessions.refresh', { refreshToken }));
      const revoked = revoke(device);
      const after = Array.from({ length: 6 }, () => open.call('sessions.refresh', { refreshToken }));
      await revoked;
      for (const { status, body } of await Promise.all([...before, ...after])) {
        if (status !== 200) {
          expect(body).toMatchObject({ code: 'device-revoked', by: 'First' });
          continue;
        }
        device.tokens = body as unknown as Tokens;
        await expectDead(device);
      }
    }
  });

  test('while its own commands are under way: each is done or refused, none after', async () => {
    const device = await another(person.device);
    const { socket } = await device.connect();
    const { socket: watching } = await person.device.connect();
    for (let count = 0; count < 100; count += 1) socket.start('settings.set', oneEdit('mine', count));
    const revoked = revoke(device);
    for (let count = 100; count < 200; count += 1) socket.start('settings.set', oneEdit('mine', count));
    await revoked;
    await expectCutOff(socket, device);
    await watching.ok('settings.set', oneEdit('barrier', 'of the commands'));
    await watching.inbox.until('the barrier', () =>
      watching.inbox.events.find(({ data }) => data.key === 'barrier'),
    );
    const { events } = watching.inbox;
    const end = events.findIndex(({ type }) => type === 'device.revoked');
    expect(end).toBeGreaterThanOrEqual(0);
    expect(events.slice(end).filter(({ actor }) => actor.device === device.id)).toEqual([]);
    const values = events.filter(({ actor }) => actor.device === device.id).map(({ data }) => data.value);
    expect(values).toEqual(values.map((_, index) => index));
    await watching.cut();
  });
});
