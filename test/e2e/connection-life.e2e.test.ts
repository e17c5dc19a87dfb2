import { expect, test } from 'vitest';
import { LeapClock } from '../support/leap-clock.ts';
import { newPerson } from '../support/person.ts';
import { RawSocket } from '../support/raw-socket.ts';
import { expectResumed } from '../support/resets.ts';
import { serve } from '../support/server.ts';
import { headOf } from '../support/sync.ts';
import type { DeviceEntry } from '../support/wire.ts';

const secondMs = 1000;

test('a socket that says no hello within ten seconds is closed with 4500', async () => {
  const clock = new LeapClock({ still: true });
  await using server = await serve({ clock });
  const { device } = await newPerson(server.url);
  const silent = await RawSocket.open(server.url);
  const { socket } = await device.connect();
  clock.leap(9 * secondMs);
  expect(silent.inbox.closed).toBe(undefined);
  clock.leap(2 * secondMs);
  expect(await silent.closed()).toMatchObject({ code: 4500 });
  await socket.ok('devices.list');
});

test('a socket whose other end is gone without a word is given up; one that answers pings lives', async () => {
  const clock = new LeapClock({ still: true });
  await using server = await serve({ clock });
  const { device } = await newPerson(server.url);
  const { socket: gone } = await device.connect();
  const { socket } = await device.connect();
  gone.pause();
  clock.leap(26 * secondMs);
  await socket.ponged();
  // The pong is read before a call that began after it is answered; only the pong is a sign of life here.
  await device.http.ok('devices.list');
  clock.leap(11 * secondMs);
  gone.resume();
  expect(await gone.closed()).toMatchObject({ code: 1006 });
  await socket.ok('devices.list');
  await socket.close();
  await device.http.ok('devices.list');
  clock.leap(11 * secondMs);
  const { devices } = await device.http.ok<{ devices: DeviceEntry[] }>('devices.list');
  expect(devices[0]).toMatchObject({ online: false });
});

test('a reader for whom nothing happens is told to move on while the log grows, and resumes from there', async () => {
  const clock = new LeapClock({ still: true });
  await using server = await serve({ clock });
  const { device } = await newPerson(server.url);
  const { socket, hello } = await device.connect();
  clock.leap(250 * secondMs);
  await socket.ok('devices.list');
  expect(socket.inbox.said('cursor'), 'the log did not grow').toEqual([]);
  const stranger = await newPerson(server.url);
  await stranger.device.set('key', 'value');
  clock.leap(20 * secondMs);
  await socket.ok('devices.list');
  clock.leap(241 * secondMs);
  const told = await socket.inbox.until('a cursor', () => socket.inbox.said<{ cursor: string }>('cursor')[0]);
  expect(told.cursor).toBe(await headOf(device));
  expect(told.cursor).not.toBe(hello.cursor);
  expect(socket.inbox.events).toEqual([]);
  await expectResumed(device, told.cursor);
});
