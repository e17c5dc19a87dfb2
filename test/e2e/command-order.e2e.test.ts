import { describe, expect, test } from 'vitest';
import { LeapClock } from '../support/leap-clock.ts';
import { app, newPerson, type TestDevice } from '../support/person.ts';
import type { RawSocket } from '../support/raw-socket.ts';
import { serve } from '../support/server.ts';
import { headOf, syncAll } from '../support/sync.ts';

/** A device on a server whose clock stands still, so that no rate recovers by itself. */
async function begin(): Promise<
  AsyncDisposable & { clock: LeapClock; device: TestDevice; socket: RawSocket; since: string }
> {
  const clock = new LeapClock({ still: true });
  const server = await serve({ clock, settings: { RATE_LIMITS: 'on' } });
  const { device } = await newPerson(server.url);
  const { socket } = await device.connect();
  const since = await headOf(device);
  return { clock, device, socket, since, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

const command = (device: TestDevice, label: string) => ({ id: `cmd-${label}`, device: device.id, label });

/** Sends commands without waiting; says of each whether it was carried out. */
async function sendAll(socket: RawSocket, device: TestDevice, labels: readonly string[]): Promise<boolean[]> {
  const calls = labels.map((label) => socket.start('devices.rename', command(device, label)));
  const answers = await Promise.all(calls.map((call) => socket.answer(call)));
  for (const answer of answers) {
    if (answer.ok) continue;
    expect(answer.problem).toMatchObject({ code: 'rate-limited', retry: 'later' });
    expect(answer.problem.retryAfterMs).toBeGreaterThan(0);
  }
  return answers.map(({ ok }) => ok);
}

async function labelsSince(device: TestDevice, since: string): Promise<unknown[]> {
  const { events } = await syncAll(device, since);
  const renames = events.filter(({ topic, type }) => type === 'device.renamed' && topic.startsWith('user:'));
  return renames.map(({ data }) => (data.device as { label: string }).label);
}

const words = (word: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${word}.${index}`);

describe('a connection keeps the order of its durable commands', () => {
  test('behind one that was put off none is carried out, until its id comes again', async () => {
    await using run = await begin();
    const { clock, device, socket, since } = run;
    const labels = words('first', 70);
    const done = await sendAll(socket, device, labels);
    const held = done.indexOf(false);
    expect(held).toBeGreaterThan(40);
    expect(done.slice(held)).toEqual(Array(70 - held).fill(false));

    clock.leap(2000);
    expect(await sendAll(socket, device, words('passing', 5))).toEqual(Array(5).fill(false));
    expect(await sendAll(socket, device, labels.slice(held + 1))).toEqual(Array(69 - held).fill(false));
    expect(await sendAll(socket, device, labels.slice(held))).toEqual(Array(70 - held).fill(true));
    expect(await sendAll(socket, device, words('after', 3))).toEqual([true, true, true]);
    expect(await labelsSince(device, since)).toEqual([...labels, ...words('after', 3)]);
  });

  test('or until five seconds have passed', async () => {
    await using run = await begin();
    const { clock, device, socket } = run;
    expect((await sendAll(socket, device, words('first', 70))).at(-1)).toBe(false);
    clock.leap(4900);
    expect(await sendAll(socket, device, ['too early'])).toEqual([false]);
    clock.leap(200);
    expect(await sendAll(socket, device, ['in time', 'and on'])).toEqual([true, true]);
  });

  test('when the one that comes again is put off again, the rest waits on', async () => {
    await using run = await begin();
    const { clock, device, socket } = run;
    const labels = words('first', 70);
    const held = (await sendAll(socket, device, labels)).indexOf(false);
    expect(await sendAll(socket, device, labels.slice(held, held + 2))).toEqual([false, false]);
    clock.leap(2000);
    expect(await sendAll(socket, device, labels.slice(held + 1, held + 2))).toEqual([false]);
    expect(await sendAll(socket, device, labels.slice(held, held + 2))).toEqual([true, true]);
  });

  test('ops of settings stand in the same order, known by the first op of their call', async () => {
    await using run = await begin();
    const { clock, device, socket, since } = run;
    const op = (value: string) => ({ id: `op-${value}`, key: 'k', value, base: 0, ageMs: 0 });
    const set = (values: readonly string[]) => socket.call('settings.set', { app, ops: values.map(op) });
    const values = words('value', 70);
    const answers = await Promise.all(values.map((value) => set([value, `${value}+`])));
    const held = answers.findIndex(({ ok }) => !ok);
    const heldValue = values[held] ?? '';
    expect(answers.slice(held).every(({ ok }) => !ok)).toBe(true);
    clock.leap(1000);
    expect(await set([values[held + 1] ?? '', heldValue])).toMatchObject({ ok: false });
    expect(await sendAll(socket, device, ['a rename'])).toEqual([false]);
    expect(await set([heldValue])).toMatchObject({ ok: true });
    expect(await sendAll(socket, device, ['a rename'])).toEqual([true]);
    const { events } = await syncAll(device, since);
    const changed = events.filter(({ type }) => type === 'setting.changed').map(({ data }) => data.value);
    expect(changed).toEqual([...values.slice(0, held).flatMap((value) => [value, `${value}+`]), heldValue]);
  });

  test('reads go on, and so do other connections', async () => {
    await using run = await begin();
    const { clock, device, socket } = run;
    expect((await sendAll(socket, device, words('first', 70))).at(-1)).toBe(false);
    clock.leap(1000);
    await socket.ok('devices.list');
    await device.http.ok('devices.rename', command(device, 'by HTTP'));
    const { socket: second } = await device.connect();
    expect(await sendAll(second, device, ['by another socket'])).toEqual([true]);
    expect(await sendAll(socket, device, ['still held'])).toEqual([false]);
  });
});

test('HTTP says in a header when to come again', async () => {
  await using run = await begin();
  const { device, socket } = run;
  await sendAll(socket, device, words('first', 60));
  const reply = await device.http.call('devices.rename', command(device, 'one more'));
  expect(reply).toMatchObject({ status: 429, body: { code: 'rate-limited', retry: 'later' } });
  expect(Number(reply.headers.get('retry-after'))).toBe(Math.ceil(Number(reply.body.retryAfterMs) / 1000));
});

test('whoever goes on after two hundred refusals is closed with 4429', async () => {
  await using run = await begin();
  const { device, socket } = run;
  for (const label of words('stubborn', 400)) socket.start('devices.rename', command(device, label));
  expect(await socket.closed()).toMatchObject({ code: 4429 });
  const refused = socket.inbox.messages.filter((message) => message.kind === 'answer' && !message.answer.ok);
  expect(refused.length).toBe(201);
});
