/** Revoking a device and what must follow: its sockets are cut off, and whatever it tries is refused. */
import { expect } from 'vitest';
import { HttpClient } from './http-client.ts';
import { app, fresh, oneEdit, type TestDevice } from './person.ts';
import { RawSocket } from './raw-socket.ts';

/** Has one device revoke another, or itself. */
export function revoke(device: TestDevice, by: TestDevice): Promise<object> {
  return by.http.ok('devices.revoke', { id: fresh('cmd'), device: device.id });
}

/** How a socket ends whose device was revoked by one with this label. */
export function cutOffBy(label: string): { code: number; reason: string } {
  return { code: 4503, reason: JSON.stringify({ by: label }) };
}

/** The socket was closed by the revocation, which is the last thing that it heard. */
export async function expectCutOff(socket: RawSocket, device: TestDevice, label: string): Promise<void> {
  expect(await socket.closed()).toEqual(cutOffBy(label));
  const last = socket.inbox.events.at(-1);
  if (last === undefined) return;
  expect(last).toMatchObject({ type: 'device.revoked', topic: `device:${device.id}` });
  expect(last.data).toMatchObject({ device: { id: device.id } });
}

/** Everything that a revoked device may try is refused, and where it is known who it is, it hears who did it. */
export async function expectDead(device: TestDevice, by: string): Promise<void> {
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
    expect(await socket.closed()).toEqual(cutOffBy(by));
  }
}
