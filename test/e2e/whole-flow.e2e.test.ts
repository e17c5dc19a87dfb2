import { expect, test } from 'vitest';
import { HttpClient } from '../support/http-client.ts';
import { fresh, oneEdit } from '../support/person.ts';
import { RawSocket } from '../support/raw-socket.ts';
import { serve } from '../support/server.ts';
import type { DeviceEntry, Tokens, UserView } from '../support/wire.ts';

test('two devices join one user, see each other, share a setting live, and one of them is revoked for good', async () => {
  await using server = await serve();
  const { url } = server;
  const open = new HttpClient(url);

  const laptop = await open.ok<Registered>('devices.register', {
    name: 'Laptop.ann',
    password: 'correct horse',
    platform: 'Linux',
  });
  const phone = await open.ok<Registered>('devices.register', {
    name: 'Phone.ann',
    secret: 'abcdefghijklmnopqrstuv',
  });
  const laptopTokens = await open.ok<Tokens>('sessions.create', {
    device: 'laptop.ANN',
    secret: 'correct horse',
  });
  const phoneTokens = await open.ok<Tokens>('sessions.create', {
    device: phone.device.id,
    secret: 'abcdefghijklmnopqrstuv',
  });
  expect(laptopTokens).toMatchObject({ device: laptop.device, user: null });

  const onLaptop = await RawSocket.open(url);
  expect(onLaptop.protocol).toBe('kith.v1');
  expect(await onLaptop.hello({ token: laptopTokens.accessToken })).toMatchObject({
    resumed: false,
    user: null,
    device: laptop.device,
    level: 1,
  });
  const { user } = await onLaptop.ok<{ user: UserView }>('users.create', {
    id: fresh('cmd'),
    handle: 'Ann',
    displayName: 'Ann A.',
  });
  expect(user).toEqual({ id: user.id, handle: 'ann', displayName: 'Ann A.' });
  const onPhone = await RawSocket.open(url);
  await onPhone.hello({ token: phoneTokens.accessToken });

  const made = await onLaptop.ok<{ link: string; code: string; qr: string; expiresAt: number }>(
    'links.create',
  );
  expect(made.code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
  expect(made.qr).toBe(`${url}/link#ann.${made.code.replace('-', '')}`);
  const shown = await onPhone.ok<{ link: string; number: string; user: object }>('links.redeem', {
    handle: 'ANN',
    code: made.code.toLowerCase(),
  });
  expect(shown).toEqual({
    link: made.link,
    number: expect.stringMatching(/^[1-9][0-9]$/),
    user: { handle: 'ann' },
    expiresAt: made.expiresAt,
  });
  const asked = await eventOf(onLaptop, 'link.redeemed');
  expect(asked.data).toMatchObject({ link: made.link, device: { name: 'Phone.ann' }, sameNetwork: true });
  await onLaptop.ok('links.approve', { link: made.link, number: shown.number });
  expect((await eventOf(onPhone, 'link.approved')).data).toMatchObject({ link: made.link, user });

  const { devices } = await onPhone.ok<{ devices: DeviceEntry[] }>('devices.list');
  expect(devices).toMatchObject([
    { id: phone.device.id, current: true, online: true, linkedBy: laptop.device.id },
    { id: laptop.device.id, current: false, online: true, linkedBy: null, platform: 'Linux' },
  ]);

  await onPhone.ok('settings.set', oneEdit('theme', { dark: true }));
  const changed = await eventOf(onLaptop, 'setting.changed');
  expect(changed).toMatchObject({
    topic: `user:${user.id}`,
    actor: { user: user.id, device: phone.device.id },
    data: { app: 'test', key: 'theme', scope: 'user', value: { dark: true }, rev: changed.seq },
  });

  await onLaptop.ok('devices.rename', { id: fresh('cmd'), device: laptop.device.id, label: 'Ann’s laptop' });
  const renamed = await eventOf(onPhone, 'device.renamed');
  expect(renamed.data).toMatchObject({
    device: { id: laptop.device.id, label: 'Ann’s laptop' },
    by: laptop.device.id,
  });

  await onLaptop.ok('devices.revoke', { id: fresh('cmd'), device: phone.device.id });
  expect(await onPhone.closed()).toEqual({ code: 4503, reason: JSON.stringify({ by: 'Ann’s laptop' }) });
  expect(onPhone.inbox.events.at(-1)).toMatchObject({
    type: 'device.revoked',
    data: { device: { id: phone.device.id }, by: laptop.device.id },
  });

  const last = await eventOf(onLaptop, 'device.revoked');
  await onLaptop.cut();
  await new HttpClient(url, laptopTokens.accessToken).ok('settings.set', oneEdit('volume', 7));
  const back = await RawSocket.open(url);
  const hello = await back.hello({ token: laptopTokens.accessToken, since: last.cursor });
  expect(hello).toMatchObject({ resumed: true, cursor: last.cursor });
  const missed = await eventOf(back, 'setting.changed');
  expect(missed).toMatchObject({ seq: last.seq + 1, data: { key: 'volume', value: 7 } });
});

interface Registered {
  readonly device: { readonly id: string; readonly name: string };
}

function eventOf(socket: RawSocket, type: string) {
  return socket.inbox.until(type, () => socket.inbox.events.find((event) => event.type === type));
}
