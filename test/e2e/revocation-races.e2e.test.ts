import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HttpClient } from '../support/http-client.ts';
import { another, app, fresh, newPerson, oneEdit, type Person } from '../support/person.ts';
import { RawSocket } from '../support/raw-socket.ts';
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

describe('a revocation is final at whatever moment it comes', () => {
  test('while hellos are looked at', async () => {
    for (let round = 0; round < 8; round += 1) {
      const device = await another(person.device);
      const since = await headOf(device);
      const sockets = await Promise.all(Array.from({ length: 60 }, () => RawSocket.open(server.url)));
      // One in every turn, from before the command is there until after its answer.
      let isAcked = false;
      const revoked = revoke(device, person.device).finally(() => (isAcked = true));
      let late = 0;
      for (const [index, socket] of sockets.entries()) {
        const known = index % 3 === 0 ? {} : { since: index % 3 === 1 ? since : 'no cursor' };
        socket.start('hello', { token: device.token, ...known });
        await new Promise((turn) => setImmediate(turn));
        if (!isAcked) late += 1;
      }
      await revoked;
      for (const socket of sockets) {
        expect(await socket.closed()).toEqual(cutOffBy('First'));
        const last = socket.inbox.events.at(-1);
        if (last !== undefined)
          expect(last).toMatchObject({ type: 'device.revoked', topic: `device:${device.id}` });
      }
      for (const socket of sockets.slice(late + 1)) {
        const [only, ...more] = socket.inbox.messages;
        expect(more).toEqual([]);
        expect(only).toMatchObject({
          kind: 'answer',
          answer: { ok: false, problem: { code: 'device-revoked', by: 'First' } },
        });
      }
    }
  });

  test('in one commit with what comes behind it', async () => {
    const device = await another(person.device);
    const leaver = await another(person.device);
    const { socket } = await device.connect();
    const { socket: leaving } = await leaver.connect();
    const { socket: writing } = await person.device.connect();
    const edits = Array.from({ length: 20 }, (_, count) => oneEdit('behind', count));
    leaving.start('devices.leave', { id: fresh('cmd') });
    writing.send([
      writing.prepare('devices.revoke', { id: fresh('cmd'), device: device.id }),
      ...edits.map((edit) => writing.prepare('settings.set', edit)),
    ]);
    await expectCutOff(socket, device, 'First');
    expect(await leaving.closed()).toMatchObject({ code: 4411 });
    expect(leaving.inbox.events.at(-1)?.type).toBe('device.left');
    const isLast = ({ data }: { data: object }) => 'value' in data && data.value === 19;
    await writing.inbox.until('the last edit', () => writing.inbox.events.find(isLast));
    await writing.cut();
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
    await revoke(device, person.device);
    await expectCutOff(socket, device, 'First');
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
    await revoke(device, person.device);
    socket.resume();
    expect(await socket.closed()).toEqual(cutOffBy('First'));
    expect(socket.inbox.events.filter(({ type }) => type === 'device.revoked')).toEqual([]);
  });

  test('while it refreshes: whatever was granted is worth nothing', async () => {
    for (let round = 0; round < 6; round += 1) {
      const device = await another(person.device);
      const { refreshToken } = device.tokens;
      const open = new HttpClient(server.url);
      const before = Array.from({ length: 6 }, () => open.call('sessions.refresh', { refreshToken }));
      const revoked = revoke(device, person.device);
      const after = Array.from({ length: 6 }, () => open.call('sessions.refresh', { refreshToken }));
      await revoked;
      for (const { status, body } of await Promise.all([...before, ...after])) {
        if (status !== 200) {
          expect(body).toMatchObject({ code: 'device-revoked', by: 'First' });
          continue;
        }
        device.tokens = body as unknown as Tokens;
        await expectDead(device, 'First');
      }
    }
  });

  test('while its own commands are under way: each is done or refused, none after', async () => {
    const device = await another(person.device);
    const { socket } = await device.connect();
    const { socket: watching } = await person.device.connect();
    for (let count = 0; count < 100; count += 1) socket.start('settings.set', oneEdit('mine', count));
    const revoked = revoke(device, person.device);
    for (let count = 100; count < 200; count += 1) socket.start('settings.set', oneEdit('mine', count));
    await revoked;
    await expectCutOff(socket, device, 'First');
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
