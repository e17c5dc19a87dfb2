import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { TextEvent } from '../support/inbox.ts';
import { type KithProcess, startKith } from '../support/kith.ts';
import { LeapClock } from '../support/leap-clock.ts';
import { another, app, fresh, newPerson, type TestDevice } from '../support/person.ts';
import type { RawSocket } from '../support/raw-socket.ts';
import { serve } from '../support/server.ts';
import { headOf } from '../support/sync.ts';

/** Far more than the kernel keeps between two sockets, and than the server may. */
const rounds = 220;
const valueBytes = 8_000;
const opsInRound = 8;

/** Writes one call of large settings; every second round a small one too, so that frames differ. */
async function writeRound(writer: TestDevice, round: number): Promise<void> {
  const value = `${round} `.padEnd(valueBytes, 'x');
  const ops = Array.from({ length: opsInRound }, (_, op) => ({
    id: fresh('op'),
    key: `large.${op}`,
    value,
    base: 0,
    ageMs: 0,
  }));
  await writer.http.ok('settings.set', { app, ops });
}

async function writeMuch(writer: TestDevice, count = rounds): Promise<string> {
  for (let round = 0; round < count; round += 1) await writeRound(writer, round);
  const end = fresh('end');
  await writer.set('the end', end);
  return end;
}

const untilEnd = (socket: RawSocket, end: string) =>
  socket.inbox.until('the end', () => {
    const last = socket.inbox.frames.at(-1);
    return last?.text.includes(end) === true ? true : undefined;
  });

const textsOf = (events: readonly TextEvent[]) => events.map(({ text }) => text);

describe('a reader that stops to read', () => {
  test('is closed to come back, others go on, and its cursor brings everything', async () => {
    const clock = new LeapClock({ still: true });
    await using server = await serve({ clock });
    const { device } = await newPerson(server.url);
    const writer = await another(device);
    const since = await headOf(device);
    const { socket: slow } = await device.connect();
    const { socket: quick } = await device.connect();
    slow.pause();
    const end = await writeMuch(writer);
    await untilEnd(quick, end);
    slow.resume();
    expect(await slow.closed()).toEqual({ code: 4408, reason: 'too slow' });
    const before = slow.inbox.events;
    const seen = quick.inbox.events;
    expect(seen.length).toBe(rounds * opsInRound + 1);
    expect(before.length).toBeLessThan(seen.length);
    expect(before.length).toBeGreaterThan(0);
    const { socket: back, hello } = await device.connect(before.at(-1)?.cursor ?? since);
    expect(hello.resumed).toBe(true);
    await untilEnd(back, end);
    expect(textsOf([...before, ...back.inbox.events])).toEqual(textsOf(seen));
    await quick.ok('devices.list');
  });

  test('reads a long past as slowly as it likes, while more happens, and is never slow', async () => {
    await using server = await serve();
    const { device } = await newPerson(server.url);
    const writer = await another(device);
    const since = await headOf(device);
    const { socket: quick } = await device.connect();
    await writeMuch(writer, 200);
    const { socket, hello } = await device.connect(since);
    expect(hello.resumed).toBe(true);
    for (let round = 0; round < 100; round += 1) {
      socket.pause();
      await writeRound(writer, round);
      socket.resume();
      const count = socket.inbox.frames.length;
      const more = () => (socket.inbox.frames.length > count ? true : undefined);
      if (round < 20) await socket.inbox.until('one frame more', more);
    }
    const end = await writeMuch(writer, 0);
    await untilEnd(socket, end);
    await untilEnd(quick, end);
    expect(textsOf(socket.inbox.events)).toEqual(textsOf(quick.inbox.events));
    await socket.ok('devices.list');
  });

  test('and goes on to ask, is closed too: live, and while it reads on from long ago', async () => {
    const clock = new LeapClock({ still: true });
    await using server = await serve({ clock });
    const { device } = await newPerson(server.url);
    const writer = await another(device);
    const since = await headOf(device);
    await writeMuch(writer);
    for (const cursor of [undefined, since]) {
      const { socket } = await device.connect(cursor);
      socket.pause();
      for (let asked = 0; asked < 60; asked += 1) {
        for (let call = 0; call < 10; call += 1) socket.start('settings.get', { app });
        await device.http.ok('devices.list');
      }
      socket.resume();
      expect(await socket.closed(), `since ${cursor}`).toMatchObject({ code: 4408 });
    }
  });

  test('is not one that gets a single large answer', async () => {
    await using server = await serve({ settings: { LIMIT_SETTING_BYTES: '40000000' } });
    const { device } = await newPerson(server.url);
    const value = 'x'.repeat(30_000);
    for (let round = 0; round < 80; round += 1) {
      const ops = Array.from({ length: 8 }, (_, op) => ({
        id: fresh('op'),
        key: `${round}.${op}`,
        value,
        base: 0,
        ageMs: 0,
      }));
      await device.http.ok('settings.set', { app, ops });
    }
    const { socket } = await device.connect();
    const { entries } = await socket.ok<{ entries: unknown[] }>('settings.get', { app });
    expect(entries.length).toBe(640);
    await socket.ok('devices.list');
  });
});

/** Resident memory of a process in bytes, as Linux tells it. */
function residentBytes({ pid }: KithProcess): number {
  const kib = /^VmRSS:\s+([0-9]+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) * 1024;
}

test.skipIf(process.platform !== 'linux')(
  'many readers that stop to read, and ask on, do not grow the server',
  async () => {
    const env = {
      KITH_RATE_LIMITS: 'off',
      KITH_LINK_QUARANTINE_HOURS: '0',
      KITH_LIMIT_USER_SOCKETS: '200',
      // What must hold is the bound of each connection, not that of all together.
      KITH_LIMIT_NODE_OUTBOX_BYTES: '2000000000',
    };
    await using server = await startKith({ env });
    const { device } = await newPerson(server.url);
    const writer = await another(device);
    const { socket: quick } = await writer.connect();
    const readers = await Promise.all(
      Array.from({ length: 40 }, async () => (await device.connect()).socket),
    );
    const askAll = () => {
      for (const socket of readers)
        if (socket.inbox.closed === undefined) socket.start('settings.get', { app });
    };
    // The same with readers that read: what the heap comes to by itself.
    for (let round = 0; round < 60; round += 1) {
      await writeRound(writer, round);
      askAll();
    }
    for (const socket of readers) await socket.ok('devices.list');
    const begin = residentBytes(server);
    for (const socket of readers) socket.pause();
    let most = begin;
    for (let round = 0; round < 240; round += 1) {
      await writeRound(writer, round);
      askAll();
      askAll();
      most = Math.max(most, residentBytes(server));
    }
    const end = await writeMuch(writer, 0);
    await untilEnd(quick, end);
    // Unbounded, each of the forty would have 30 MB of answers waiting: more than a gigabyte. Most of what is seen
    // here is garbage of large buffers that was not collected yet.
    expect((most - begin) / 2 ** 20).toBeLessThan(400);
    for (const socket of readers) {
      socket.resume();
      const { code } = await socket.closed();
      expect([4408, 1006]).toContain(code);
    }
    await quick.ok('devices.list');
  },
);
