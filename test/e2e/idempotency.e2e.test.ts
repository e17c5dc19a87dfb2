import { describe, expect, test } from 'vitest';
import { another, app, fresh, newPerson, oneEdit, TestDevice } from '../support/person.ts';
import { serve } from '../support/server.ts';
import { ServerProcess } from '../support/server-process.ts';
import { headOf, syncAll } from '../support/sync.ts';

/** One durable command of each kind, to be sent again and again: who sends it, and with what. */
interface Sent {
  readonly by: TestDevice;
  readonly method: string;
  readonly params: { readonly id: string } & Readonly<Record<string, unknown>>;
  /** The same id with something else in it. */
  readonly other: Readonly<Record<string, unknown>>;
}

/** Sends every durable command once; gives what was sent and answered. */
async function sendAll(
  url: string,
): Promise<{ watcher: TestDevice; since: string; all: { sent: Sent; answer: unknown }[] }> {
  const { device: watcher } = await newPerson(url);
  const device = await another(watcher);
  const leaver = await another(watcher);
  const victim = await another(watcher);
  const single = await TestDevice.register(url);
  const since = await headOf(watcher);
  await device.set('old', 'one');
  await device.set('old', 'two');
  const { entries } = await device.http.ok<{ entries: { entry: string }[] }>('settings.history', {
    app,
    key: 'old',
  });
  const id = () => fresh('cmd');
  const handle = fresh('h');
  const commands: Sent[] = [
    { by: single, method: 'users.create', params: { id: id(), handle }, other: { handle: `${handle}-2` } },
    {
      by: device,
      method: 'users.update',
      params: { id: id(), displayName: 'Someone' },
      other: { displayName: null },
    },
    {
      by: device,
      method: 'devices.rename',
      params: { id: id(), device: watcher.id, label: 'L' },
      other: { label: 'M' },
    },
    {
      by: device,
      method: 'devices.describe',
      params: { id: id(), platform: 'Linux' },
      other: { platform: 'Windows' },
    },
    {
      by: device,
      method: 'settings.restore',
      params: { id: id(), entry: entries[1]?.entry },
      other: { entry: entries[0]?.entry },
    },
    {
      by: device,
      method: 'settings.erase',
      params: { id: id(), app, key: 'nothing' },
      other: { key: 'something' },
    },
    {
      by: device,
      method: 'devices.revoke',
      params: { id: id(), device: victim.id },
      other: { device: device.id },
    },
    { by: leaver, method: 'devices.leave', params: { id: id() }, other: { confirm: true } },
  ];
  const all: { sent: Sent; answer: unknown }[] = [];
  for (const sent of commands) all.push({ sent, answer: await sent.by.http.ok(sent.method, sent.params) });
  await leaver.login();
  return { watcher, since, all };
}

describe('a durable command that is sent again has the same answer and one effect', () => {
  test('on the same socket, on another, by HTTP, many at once, after a restart and after kill -9', async () => {
    await using server = await ServerProcess.create({
      env: { KITH_RATE_LIMITS: 'off', KITH_LINK_QUARANTINE_HOURS: '0' },
    });
    await server.start();
    const { watcher, since, all } = await sendAll(server.url);
    const { events } = await syncAll(watcher, since);
    const expectSame = async () => {
      for (const { sent, answer } of all) {
        const { by, method, params, other } = sent;
        const { socket } = await by.connect();
        const { socket: second } = await by.connect();
        expect(await socket.ok(method, params), method).toEqual(answer);
        expect(await socket.ok(method, params), method).toEqual(answer);
        expect(await second.ok(method, reversed(params)), method).toEqual(answer);
        expect(await by.http.ok(method, params), method).toEqual(answer);
        const atOnce = [socket, second, socket, second].map((it) => it.ok(method, params));
        for (const again of await Promise.all(atOnce)) expect(again, method).toEqual(answer);
        expect(await socket.refused(method, { ...params, ...other }), method).toMatchObject({
          code: 'conflict',
          retry: 'never',
        });
        expect(await by.http.refused(method, { ...params, ...other }), method).toMatchObject({
          code: 'conflict',
          status: 409,
        });
        await socket.cut();
        await second.cut();
      }
      expect((await syncAll(watcher, since)).events).toEqual(events);
    };
    await expectSame();
    expect(await server.stop()).toEqual({ code: 0, signal: null });
    await server.start();
    await expectSame();
    await server.restart();
    await expectSame();
  });

  test('and its first answer, though its socket died before it came', async () => {
    await using server = await serve();
    const { device } = await newPerson(server.url);
    const since = await headOf(device);
    const { socket } = await device.connect();
    const params = { id: fresh('cmd'), device: device.id, label: 'lost' };
    socket.start('devices.rename', params);
    await socket.close();
    const again = await device.http.ok('devices.rename', params);
    expect(again).toEqual({ device: { id: device.id, label: 'lost' } });
    const { events } = await syncAll(device, since);
    expect(events.map(({ topic, type }) => `${topic.split(':')[0]} ${type}`)).toEqual([
      'user device.renamed',
      'device device.renamed',
    ]);
  });

  test('an id belongs to its device: another may use the same', async () => {
    await using server = await serve();
    const { device } = await newPerson(server.url);
    const other = await another(device);
    const id = fresh('cmd');
    await device.http.ok('devices.rename', { id, device: device.id, label: 'One' });
    await other.http.ok('devices.rename', { id, device: other.id, label: 'Two' });
  });

  test('a refusal for good is an outcome too; one to come back from is none', async () => {
    await using server = await serve();
    const { device, user } = await newPerson(server.url);
    const single = await TestDevice.register(server.url);
    const params = { id: fresh('cmd'), handle: user.handle };
    const first = await single.http.refused('users.create', params);
    expect(first).toMatchObject({ code: 'handle-taken' });
    await device.http.ok('users.update', { id: fresh('cmd'), handle: fresh('moved') });
    expect(await single.http.refused('users.create', params)).toMatchObject({ code: 'handle-taken' });
    await single.http.ok('users.create', { ...params, id: fresh('cmd') });
  });
});

describe('an op of settings.set', () => {
  test('is known by its own id: alone or among others, with another age, on any door', async () => {
    await using server = await serve();
    const { device } = await newPerson(server.url);
    const since = await headOf(device);
    const { socket } = await device.connect();
    const op = (key: string) => ({ id: fresh('op'), key, value: { b: 1, a: [key] }, base: 0, ageMs: 5 });
    const [one, two, three] = [op('one'), op('two'), op('three')];
    const first = await socket.ok<{ results: unknown[] }>('settings.set', { app, ops: [one, two] });
    const older = (it: ReturnType<typeof op>) => ({ ...it, ageMs: it.ageMs + 60_000 });
    expect(await socket.ok('settings.set', { app, ops: [older(one), older(two)] })).toEqual(first);
    expect(await device.http.ok('settings.set', { app, ops: [older(two)] })).toEqual({
      results: first.results.slice(1),
    });
    const mixed = await device.http.ok<{ results: object[] }>('settings.set', {
      ops: [three, reversed(two), one, three],
      app,
    });
    expect(mixed.results.slice(1, 3)).toEqual([...first.results].reverse());
    expect(mixed.results[3]).toEqual(mixed.results[0]);
    const changed = { ...one, value: 'another' };
    expect(await device.http.ok('settings.set', { app, ops: [changed, older(two)] })).toMatchObject({
      results: [{ id: one.id, outcome: 'rejected', code: 'conflict' }, first.results[1]],
    });
    expect(await device.http.ok('settings.set', { app: 'another-app', ops: [one] })).toMatchObject({
      results: [{ outcome: 'rejected', code: 'conflict' }],
    });
    const { events } = await syncAll(device, since);
    expect(events.map(({ data }) => data.key)).toEqual(['one', 'two', 'three']);
  });

  test('keeps its outcome, whatever that was: superseded, same, skipped, rejected', async () => {
    await using server = await serve();
    const { device } = await newPerson(server.url);
    const other = await another(device);
    await other.set('k', 'now');
    const { rev } = await other.set('k', 'later');
    const ops = [
      { id: fresh('op'), key: 'k', value: 'too late', base: 0, ageMs: 3_600_000 },
      { id: fresh('op'), key: 'k', value: 'later', base: rev, ageMs: 3_600_000 },
      { id: fresh('op'), key: 'k', value: 'if', base: 0, ageMs: 0, ifBase: true },
      { id: fresh('op'), key: 'k', value: 'x'.repeat(40_000), base: 0, ageMs: 0 },
      { id: fresh('op'), key: 'k', value: 'no such scope', base: 0, ageMs: 0, scope: `device:${other.id}` },
    ];
    const since = await headOf(device);
    const first = await device.http.ok<{ results: { outcome: string; code?: string }[] }>('settings.set', {
      app,
      ops,
    });
    expect(first.results.map(({ outcome, code }) => code ?? outcome)).toEqual([
      'superseded',
      'same',
      'skipped',
      'too-large',
      'forbidden',
    ]);
    const { events } = await syncAll(device, since);
    await other.set('k', 'much later');
    expect(await device.http.ok('settings.set', { app, ops })).toEqual(first);
    expect((await syncAll(device, since)).events.length).toBe(events.length + 1);
  });

  test('sent twenty times at once over sockets and HTTP is applied once', async () => {
    await using server = await serve();
    const { device } = await newPerson(server.url);
    const { socket } = await device.connect();
    const since = await headOf(device);
    for (let round = 0; round < 5; round += 1) {
      const params = oneEdit('raced', round);
      const doors = Array.from({ length: 10 }, () => [
        socket.ok('settings.set', params),
        device.http.ok('settings.set', params),
      ]);
      const answers = await Promise.all(doors.flat());
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    }
    expect((await syncAll(device, since)).events.map(({ data }) => data.value)).toEqual([0, 1, 2, 3, 4]);
  });
});

/** The same object with its members the other way round. */
function reversed<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).reverse()) as T;
}
