import { expect, test } from 'vitest';
import { LeapClock } from '../support/leap-clock.ts';
import { fresh, link, newPerson, TestDevice } from '../support/person.ts';
import { RawSocket, UpgradeRefused } from '../support/raw-socket.ts';
import { serve } from '../support/server.ts';
import type { DeviceEntry } from '../support/wire.ts';

test('sockets that say nothing are bounded; the next one is told when to come again', async () => {
  await using server = await serve({ settings: { LIMIT_PENDING_SOCKETS: '5' } });
  const { device } = await newPerson(server.url);
  const silent = await Promise.all(Array.from({ length: 5 }, () => RawSocket.open(server.url)));
  const refused = await RawSocket.open(server.url).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(UpgradeRefused);
  expect(refused).toMatchObject({
    status: 503,
    headers: { 'retry-after': expect.stringMatching(/^[0-9]+$/) },
  });
  await silent[0]?.hello({ token: device.token });
  await RawSocket.open(server.url);
  await expect(RawSocket.open(server.url)).rejects.toThrow(UpgradeRefused);
});

test('who goes away while its hello is looked at is forgotten: it makes no room and takes none', async () => {
  await using server = await serve({ settings: { LIMIT_PENDING_SOCKETS: '250', LIMIT_USER_SOCKETS: '3' } });
  const { device } = await newPerson(server.url);
  for (const known of [{}, { since: 'no cursor' }]) {
    await device.login();
    // More than are looked at at once, so that some are gone when it is their turn.
    const sockets = await Promise.all(Array.from({ length: 200 }, () => openOnceThereIsRoom(server.url)));
    for (const socket of sockets) socket.start('hello', { token: device.token, ...known });
    await Promise.all(sockets.map((socket) => socket.cut()));
  }
  const connected = [await device.connect(), await device.connect(), await device.connect()];
  const fourth = await RawSocket.open(server.url);
  expect(await fourth.refused('hello', { token: device.token })).toMatchObject({ code: 'quota-exceeded' });
  await Promise.all(Array.from({ length: 250 }, () => openOnceThereIsRoom(server.url)));
  await expect(RawSocket.open(server.url)).rejects.toThrow(UpgradeRefused);
  for (const { socket } of connected) await socket.ok('devices.list');
});

/** The server hears of a cut a moment after who made it. */
async function openOnceThereIsRoom(url: string): Promise<RawSocket> {
  for (let asked = 0; asked < 200; asked += 1) {
    const opened = await RawSocket.open(url).catch((error: unknown) => error);
    if (opened instanceof RawSocket) return opened;
    if (!(opened instanceof UpgradeRefused)) throw opened;
  }
  throw new Error('there is no room');
}

test('a device that joins while one of its sockets is far behind stays online by the other', async () => {
  const clock = new LeapClock({ still: true });
  await using server = await serve({ clock });
  const { device: first } = await newPerson(server.url);
  const joining = await TestDevice.register(server.url);
  const { socket, hello } = await joining.connect();
  for (let round = 0; round < 12; round += 1) {
    const calls = Array.from({ length: 1000 }, () => {
      const label = fresh('a label that makes its event long');
      return socket.start('devices.rename', { id: fresh('cmd'), device: joining.id, label });
    });
    await socket.answer(calls.at(-1) ?? '');
  }
  const behind = await RawSocket.open(server.url);
  behind.pause();
  behind.start('hello', { token: joining.token, since: hello.cursor });
  await link(first, joining);
  await socket.inbox.until('its joining', () =>
    socket.inbox.events.find(({ type }) => type === 'device.joined'),
  );
  behind.resume();
  expect(await behind.closed()).toMatchObject({ code: 4411 });
  expect(behind.inbox.events.length, 'it was behind').toBeLessThan(12_000);
  clock.leap(60_000);
  const { devices } = await first.http.ok<{ devices: DeviceEntry[] }>('devices.list');
  expect(devices.find(({ id }) => id === joining.id)).toMatchObject({ online: true });
  await socket.ok('devices.list');
});
