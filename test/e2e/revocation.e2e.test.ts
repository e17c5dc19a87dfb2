import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { another, fresh, link, newPerson, oneEdit, type Person, TestDevice } from '../support/person.ts';
import { cutOffBy, expectCutOff, expectDead, revoke } from '../support/revoked.ts';
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
    await revoke(device, person.device);
    const ackedAt = performance.now();
    for (const { socket } of sockets) await expectCutOff(socket, device, 'First');
    expect(performance.now() - ackedAt).toBeLessThan(1000);
    await expectDead(device, 'First');
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
    await revoke(device, person.device);
    await expectDead(device, 'First');
  });

  test('leaves its name free, and its links dead', async () => {
    const device = await another(person.device);
    const made = await device.http.ok<{ code: string }>('links.create');
    await revoke(device, person.device);
    const next = await TestDevice.register(server.url, device.name);
    expect(next.id).not.toBe(device.id);
    expect(
      await next.http.refused('links.redeem', { handle: person.user.handle, code: made.code }),
    ).toMatchObject({ code: 'link-expired' });
    await link(person.device, next);
    await expectDead(device, 'First');
  });

  test('by itself is closed with its own label, and over HTTP is answered', async () => {
    const onSocket = await another(person.device);
    const { socket } = await onSocket.connect();
    socket.start('devices.revoke', { id: fresh('cmd'), device: onSocket.id });
    expect(await socket.closed()).toEqual(cutOffBy(onSocket.name));
    await expectDead(onSocket, onSocket.name);

    const onHttp = await another(person.device);
    const watching = await onHttp.connect();
    expect(await revoke(onHttp, onHttp)).toEqual({ device: { id: onHttp.id } });
    expect(await watching.socket.closed()).toEqual(cutOffBy(onHttp.name));
    await expectDead(onHttp, onHttp.name);
  });

  test('again, by the same command or another, is the same answer and no second event', async () => {
    const device = await another(person.device);
    const { socket } = await person.device.connect();
    const params = { id: fresh('cmd'), device: device.id };
    const answer = await person.device.http.ok('devices.revoke', params);
    expect(await person.device.http.ok('devices.revoke', params)).toEqual(answer);
    expect(await revoke(device, person.device)).toEqual(answer);
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
