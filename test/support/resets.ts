/** Resets as both doors give them: a cursor that cannot go on is answered by the whole state, never by an error. */
import { expect } from 'vitest';
import { fresh, type TestDevice } from './person.ts';
import { syncAll, syncOnce } from './sync.ts';
import type { Reset, Snapshot } from './wire.ts';

/** Expects a reset with this reason on both doors, with the state of now, and a socket that goes on from there. */
export async function expectReset(
  device: TestDevice,
  since: string,
  reason: string | RegExp,
): Promise<Reset> {
  const exactly = typeof reason === 'string' ? new RegExp(`^${reason}$`) : reason;
  const bySync = await syncOnce(device, since);
  expect(bySync.reset?.reason).toEqual(expect.stringMatching(exactly));
  const { socket, hello } = await device.connect(since);
  const reset = await socket.inbox.until('a reset', () => socket.inbox.said<Reset>('reset')[0]);
  expect(hello).toMatchObject({ resumed: false, cursor: reset.cursor });
  expect(reset.reason).toEqual(expect.stringMatching(exactly));
  const first = await syncOnce(device);
  expect(first.reset?.reason).toBe('new');
  expect(lasting(reset.snapshot)).toEqual(lasting(first.reset?.snapshot));
  expect(lasting(bySync.reset?.snapshot)).toEqual(lasting(first.reset?.snapshot));
  await expectLive(device, reset.cursor, socket.inbox);
  await socket.cut();
  return { ...reset, more: reset.more ?? false };
}

/** Expects that both doors go on from a cursor. */
export async function expectResumed(device: TestDevice, since: string): Promise<void> {
  const { socket, hello } = await device.connect(since);
  expect(hello).toMatchObject({ resumed: true, cursor: since });
  await socket.ok('devices.list');
  expect(socket.inbox.said('reset')).toEqual([]);
  expect((await syncAll(device, since)).resets).toEqual([]);
  await socket.cut();
}

/** What happens behind the reset comes on the socket, and by `sync` from the cursor of the reset. */
async function expectLive(
  device: TestDevice,
  cursor: string,
  inbox: Awaited<ReturnType<TestDevice['connect']>>['socket']['inbox'],
): Promise<void> {
  const label = fresh('Label');
  await device.http.ok('devices.rename', { id: fresh('cmd'), device: device.id, label });
  const isRename = (event: { type: string }) => event.type === 'device.renamed';
  const event = await inbox.until('an event', () => inbox.events.find(isRename));
  expect(event.data).toMatchObject({ device: { label } });
  const { events, resets } = await syncAll(device, cursor);
  expect(resets).toEqual([]);
  expect(events.map(({ text }) => text)).toContain(event.text);
}

/** A snapshot without what is of the moment: who is here, and when it was last seen. */
function lasting(snapshot: Snapshot | undefined): object | undefined {
  if (snapshot === undefined) return undefined;
  const devices = snapshot.devices
    .map(({ online: _, presence: __, lastSeenAt: ___, ...device }) => device)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return { ...snapshot, devices };
}
