import { expect, test } from 'vitest';
import { LeapClock } from '../support/leap-clock.ts';
import { another, newPerson } from '../support/person.ts';
import { serve } from '../support/server.ts';

const minuteMs = 60_000;

/** What an access token says of itself; its signature is the server's business. */
function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
    string,
    unknown
  >;
}

test('an access token lives ten minutes, then a call with it is refused and its socket closed with 4401', async () => {
  const clock = new LeapClock();
  await using server = await serve({ clock });
  const { device } = await newPerson(server.url);
  const { iat, exp, aud, iss } = claimsOf(device.token);
  expect([Number(exp) - Number(iat), aud, iss]).toEqual([600, 'kith', server.url]);
  const { socket } = await device.connect();
  clock.leap(9 * minuteMs);
  await device.http.ok('devices.list');
  clock.leap(minuteMs + 2000);
  expect(await device.http.refused('devices.list')).toMatchObject({
    code: 'token-expired',
    status: 401,
    retry: 'after-login',
  });
  expect(await socket.closed()).toMatchObject({ code: 4401 });
  await device.login();
  const { socket: back } = await device.connect();
  await back.ok('devices.list');
});

test('auth.renew keeps a socket past the expiry of its token', async () => {
  const clock = new LeapClock();
  await using server = await serve({ clock });
  const { device } = await newPerson(server.url);
  const { socket } = await device.connect();
  const { socket: lazy } = await device.connect();
  for (let renewed = 0; renewed < 3; renewed += 1) {
    clock.leap(9 * minuteMs);
    // A frame of each is a sign of life: a leap is silence, and the server pings only once a look.
    const { expiresAt } = await device.login();
    expect(await socket.ok('auth.renew', { token: device.token })).toEqual({ expiresAt });
    if (renewed === 0) await lazy.ok('devices.list');
  }
  expect(await lazy.closed()).toMatchObject({ code: 4401 });
  await socket.ok('devices.list');
});

test('auth.renew takes only a good token of the same device in its present session', async () => {
  const clock = new LeapClock();
  await using server = await serve({ clock });
  const { device } = await newPerson(server.url);
  const other = await another(device);
  const { socket } = await device.connect();
  expect(await socket.refused('auth.renew', { token: other.token })).toMatchObject({ code: 'forbidden' });
  expect(await socket.refused('auth.renew', { token: `${device.token.slice(0, -4)}AAAA` })).toMatchObject({
    code: 'unauthenticated',
  });
  expect(await socket.refused('auth.renew', { token: 'no token' })).toMatchObject({
    code: 'unauthenticated',
  });
  expect(await socket.refused('auth.renew', {})).toMatchObject({ code: 'validation-failed' });
  const old = device.token;
  clock.leap(10 * minuteMs + 2000);
  expect(await socket.closed()).toMatchObject({ code: 4401 });
  await device.login();
  const { socket: back } = await device.connect();
  expect(await back.refused('auth.renew', { token: old })).toMatchObject({ code: 'token-expired' });
  await back.ok('devices.list');
});

test('auth.renew over HTTP is a bad request', async () => {
  await using server = await serve();
  const { device } = await newPerson(server.url);
  expect(await device.http.refused('auth.renew', { token: device.token })).toMatchObject({
    code: 'bad-request',
  });
  expect(await device.http.refused('hello', { token: device.token })).toMatchObject({ code: 'bad-request' });
});
