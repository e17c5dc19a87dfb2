import { describe, expect, test } from 'vitest';
import { LeapClock } from '../support/leap-clock.ts';
import { another, fresh, newPerson, type Person, TestDevice } from '../support/person.ts';
import type { RawSocket } from '../support/raw-socket.ts';
import { type Served, serve } from '../support/server.ts';
import { syncOnce } from '../support/sync.ts';
import type { DeviceEntry } from '../support/wire.ts';

const graceMs = 10_000;

interface Stage extends AsyncDisposable {
  readonly server: Served;
  readonly clock: LeapClock;
  readonly person: Person;
  /** Sees what the user's devices see. */
  readonly watching: RawSocket;
  readonly device: TestDevice;
}

/** A user whose first device watches, and another one that is not here yet, on a clock that stands still. */
async function begin(): Promise<Stage> {
  const clock = new LeapClock({ still: true });
  const server = await serve({ clock });
  const person = await newPerson(server.url);
  const device = await another(person.device);
  const { socket: watching } = await person.device.connect();
  return {
    server,
    clock,
    person,
    watching,
    device,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** Closes a socket and waits until the server has heard it: a call that begins after is answered after. */
async function hangUp({ person }: Stage, ...sockets: RawSocket[]): Promise<void> {
  for (const socket of sockets) await socket.close();
  await person.device.http.ok('devices.list');
}

interface Presence {
  readonly user: string;
  readonly device?: string;
  readonly state: string;
  readonly lastSeenAt?: number;
}

/** Everything told so far, in short; an event behind it proves that nothing else is under way. */
async function told({ watching, person }: Stage): Promise<string[]> {
  const value = fresh('barrier');
  await person.device.set('barrier', value);
  await watching.inbox.until('the barrier', () =>
    watching.inbox.events.find(({ data }) => data.value === value),
  );
  return watching.inbox.said<{ type: string; data: Presence }>('signal').map(({ type, data }) => {
    expect(type).toBe('presence');
    return `${data.device === undefined ? 'user' : 'device'} ${data.state}`;
  });
}

const lastSignal = ({ watching }: Stage) => watching.inbox.said<{ data: Presence }>('signal').at(-1)?.data;

/** Who is online, by the list and by the snapshot, which must agree. */
async function online(by: TestDevice): Promise<string[]> {
  const { devices } = await by.http.ok<{ devices: DeviceEntry[] }>('devices.list');
  const { reset } = await syncOnce(by);
  expect(reset?.snapshot.devices).toEqual(devices);
  expect(new Set(devices.map(({ id }) => id)).size).toBe(devices.length);
  return devices.filter((entry) => entry.online).map(({ id }) => id);
}

describe('a device is online', () => {
  test('from the answer to its hello until ten seconds after its socket went', async () => {
    await using stage = await begin();
    const { clock, person, device } = stage;
    expect(await online(person.device)).toEqual([person.device.id]);
    const { socket } = await device.connect();
    expect((await online(person.device)).sort()).toEqual([person.device.id, device.id].sort());
    expect(await told(stage)).toEqual(['device online']);
    expect(lastSignal(stage)).toEqual({ user: person.user.id, device: device.id, state: 'online' });

    const goneAt = clock.now();
    await hangUp(stage, socket);
    clock.leap(graceMs - 1);
    expect(await told(stage)).toEqual(['device online']);
    expect((await online(person.device)).length).toBe(2);
    clock.leap(1);
    expect(await told(stage)).toEqual(['device online', 'device offline']);
    expect(lastSignal(stage)).toEqual({
      user: person.user.id,
      device: device.id,
      state: 'offline',
      lastSeenAt: goneAt,
    });
    expect(await online(person.device)).toEqual([person.device.id]);
  });

  test('without a word when it is back within the ten seconds', async () => {
    await using stage = await begin();
    const { clock, device } = stage;
    for (let round = 0; round < 3; round += 1) {
      const { socket } = await device.connect();
      await socket.cut();
      clock.leap(graceMs - 1);
    }
    await device.connect();
    clock.leap(graceMs * 2);
    expect(await told(stage)).toEqual(['device online']);
  });

  test('once, however many sockets it has', async () => {
    await using stage = await begin();
    const { clock, person, device } = stage;
    const sockets = [await device.connect(), await device.connect(), await device.connect()];
    expect((await online(person.device)).length).toBe(2);
    await hangUp(stage, ...sockets.slice(1).map(({ socket }) => socket));
    clock.leap(graceMs * 2);
    expect(await told(stage)).toEqual(['device online']);
    await hangUp(stage, ...sockets.slice(0, 1).map(({ socket }) => socket));
    clock.leap(graceMs);
    expect(await told(stage)).toEqual(['device online', 'device offline']);
  });

  test('not by calls over HTTP', async () => {
    await using stage = await begin();
    const { person, device } = stage;
    await device.http.ok('presence.set', { state: 'online' });
    await device.set('key', 'value');
    expect(await online(person.device)).toEqual([person.device.id]);
    expect(await told(stage)).toEqual([]);
  });

  test('no more, at once, when it leaves or is revoked', async () => {
    await using stage = await begin();
    const { person, device } = stage;
    const other = await another(person.device);
    await device.connect();
    await other.connect();
    await device.http.ok('devices.leave', { id: fresh('cmd') });
    await person.device.http.ok('devices.revoke', { id: fresh('cmd'), device: other.id });
    expect(await told(stage)).toEqual(['device online', 'device online', 'device offline', 'device offline']);
    expect(await online(person.device)).toEqual([person.device.id]);
  });

  test('also alone, and in its user from the moment it joins', async () => {
    await using stage = await begin();
    const { person, server } = stage;
    const single = await TestDevice.register(server.url);
    const { socket } = await single.connect();
    expect(await online(single)).toEqual([single.id]);
    const { code } = await person.device.http.ok<{ code: string }>('links.create');
    const { link, number } = await socket.ok<{ link: string; number: string }>('links.redeem', {
      handle: person.user.handle,
      code,
    });
    await person.device.http.ok('links.approve', { link, number });
    expect((await online(person.device)).sort()).toEqual([person.device.id, single.id].sort());
    expect(await told(stage)).toEqual(['device online']);
  });
});

describe('the user as a whole', () => {
  test('comes with the first visible device and goes with the last, told once each', async () => {
    await using stage = await begin();
    const { clock, person, watching, device } = stage;
    await watching.ok('presence.set', { state: 'invisible' });
    expect(await told(stage)).toEqual(['device offline', 'user offline']);
    const before = (await told(stage)).length;
    const { socket } = await device.connect();
    const { socket: second } = await device.connect();
    expect((await told(stage)).slice(before)).toEqual(['device online', 'user online']);
    await socket.ok('presence.set', { state: 'away' });
    expect((await told(stage)).slice(before + 2)).toEqual(['device away', 'user away']);
    await second.ok('presence.set', { state: 'away' });
    expect((await told(stage)).length).toBe(before + 4);
    const goneAt = clock.now();
    await hangUp(stage, socket, second);
    clock.leap(graceMs);
    expect((await told(stage)).slice(before + 4)).toEqual(['device offline', 'user offline']);
    expect(lastSignal(stage)).toEqual({ user: person.user.id, state: 'offline', lastSeenAt: goneAt });
  });
});

test('lists and snapshots say how each device is present, and an invisible one is offline even to itself', async () => {
  await using stage = await begin();
  const { person, device, watching } = stage;
  const { socket } = await device.connect();
  const shown = async () => {
    await online(person.device);
    const { devices } = await person.device.http.ok<{ devices: DeviceEntry[] }>('devices.list');
    return devices.map((entry) => [entry.id, entry.presence, entry.online]);
  };
  await socket.ok('presence.set', { state: 'away' });
  expect(await shown()).toEqual([
    [person.device.id, 'online', true],
    [device.id, 'away', true],
  ]);
  await watching.ok('presence.set', { state: 'invisible' });
  expect(await shown()).toContainEqual([person.device.id, 'offline', false]);
});

test('a device is told at its hello what it said last, until it was gone for ten seconds', async () => {
  await using stage = await begin();
  const { clock, device } = stage;
  const { socket, hello } = await device.connect();
  expect(hello.presence).toBeNull();
  await socket.ok('presence.set', { state: 'invisible' });
  await hangUp(stage, socket);
  clock.leap(graceMs - 1);
  const { socket: second, hello: soon } = await device.connect();
  expect(soon.presence).toBe('invisible');
  await hangUp(stage, second);
  clock.leap(graceMs);
  expect((await device.connect()).hello.presence).toBeNull();
});

test('when it was last seen outlasts a restart, and nobody is online who did not come back', async () => {
  const clock = new LeapClock();
  const server = await serve({ clock });
  const { device } = await newPerson(server.url);
  const phone = await another(device);
  const { socket } = await phone.connect();
  await socket.close();
  const seenAt = clock.now();
  await server.stop();
  await using again = await server.again();
  expect(await online(device)).toEqual([]);
  const { devices } = await device.http.ok<{ devices: DeviceEntry[] }>('devices.list');
  const { lastSeenAt } = devices.find(({ id }) => id === phone.id) ?? {};
  expect(Math.abs((lastSeenAt ?? 0) - seenAt)).toBeLessThan(5000);
  expect(again.url).toBe(server.url);
});
