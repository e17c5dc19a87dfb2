import { cpSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Client,
  createClient,
  type Environment,
  memoryStorage,
  nativeEnvironment,
  type Storage,
} from '@kith/client';
import { fileStorage } from '@kith/client/node';
import { describe, expect, test } from 'vitest';
import { newDir } from '../support/kith.ts';
import { LeapClock } from '../support/leap-clock.ts';
import { fresh } from '../support/person.ts';
import { serve } from '../support/server.ts';
import { another, become, bentWorld, eventually, password, person, registered } from './stage.ts';

/** Pauses before coming back are short, so that a test needs no patience. */
const eager: Environment = { ...nativeEnvironment, random: () => 0.01 };

/** A browser's cookies: each for its path, sent with the origin of the page. */
function browser(origin: string): Environment {
  const jar = new Map<string, string>();
  return {
    ...eager,
    async post(url, { headers, body }) {
      const { pathname } = new URL(url);
      const cookie = [...jar].filter(([name]) => name.startsWith(`${pathname} `)).map(([, pair]) => pair);
      const response = await fetch(url, {
        method: 'POST',
        headers: { ...headers, origin, ...(cookie.length === 0 ? {} : { cookie: cookie.join('; ') }) },
        body,
      });
      for (const line of response.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        const path = /path=([^;]+)/i.exec(line)?.[1] ?? '/';
        jar.set(`${path} ${pair.split('=')[0]}`, pair);
      }
      return { status: response.status, text: await response.text() };
    },
  };
}

/** A storage whose texts a test can look at. */
function openStorage(): Storage & { readonly texts: Map<string, string | null> } {
  const texts = new Map<string, string | null>();
  return {
    texts,
    read: async (name) => texts.get(name) ?? null,
    write: async (name, text) => void texts.set(name, text),
  };
}

test('in a browser the session lives in a cookie: a page that is loaded again goes on, and no script finds a secret', async () => {
  await using server = await serve();
  const environment = browser(server.url);
  const storage = openStorage();
  using first = await person(server.url, { environment, storage, cookie: true });
  const notes = first.settings('demo', { theme: 'light' });
  notes.set('theme', 'dark');
  await notes.flush();
  first.close();
  const device = first.device.get();
  expect([...storage.texts.values()]).toEqual([JSON.stringify({ current: device?.id, devices: [device] })]);

  using second = createClient({ url: server.url, environment, storage, cookie: true });
  await become(second, 'live');
  expect(second.device.get()).toEqual(device);
  expect(second.settings('demo', { theme: 'light' }).get('theme')).toBe('dark');
});

test('several devices live in one browser, and each goes on without its password', async () => {
  await using server = await serve();
  const environment = browser(server.url);
  const storage = memoryStorage();
  using kith = await person(server.url, { environment, storage, cookie: true, name: 'one' });
  const one = kith.device.get()?.id ?? '';
  await kith.register({ name: 'two', password });
  await become(kith, 'live');
  expect([kith.device.get()?.name, kith.user.get()]).toEqual(['two', null]);
  expect(kith.remembered.get().map(({ name }) => name)).toEqual(['two', 'one']);
  expect(await kith.resume(one)).toBe(true);
  await eventually(kith.user, (user) => user !== null);
  expect(kith.device.get()?.name).toBe('one');
});

test('a program keeps its session in files over restarts, also where the storage was changed meanwhile', async () => {
  await using server = await serve();
  const dir = newDir();
  using first = await person(server.url, { storage: fileStorage(dir) });
  const user = first.user.get();
  first.close();
  using second = createClient({ url: server.url, storage: fileStorage(dir) });
  await become(second, 'live');
  expect(second.user.get()).toEqual(user);
  await second.logout();
  using third = createClient({ url: server.url, storage: fileStorage(dir) });
  expect(await become(third, 'signed-out')).toMatchObject({ reason: 'never' });
  expect(third.remembered.get()).toHaveLength(1);
});

/** Whoever is connected hears of a new login of the device. */
const hearsLogin = (kith: Client) =>
  eventually(kith.events.recent, (all) => all.some(({ type }) => type === 'session.replaced'));

test('a login elsewhere signs this device out while it is connected, and is told as such', async () => {
  const clock = new LeapClock();
  await using server = await serve();
  const { environment } = bentWorld({ clock });
  const name = fresh('Device');
  using one = await person(server.url, { name, environment });
  using two = createClient({ url: server.url });
  await two.login({ device: name, password });
  await hearsLogin(one);
  clock.leap(2000);
  expect(await become(one, 'signed-out')).toMatchObject({ reason: 'expired' });
  expect(one.remembered.get()).toMatchObject([{ name }]);
  await become(two, 'live');
  await expect(two.users.find(two.user.get()?.handle ?? '')).resolves.toBeDefined();
});

test('a login in one tab is the session of all tabs of that browser: none is cut, none is signed out', async () => {
  const clock = new LeapClock();
  await using server = await serve();
  const world = bentWorld({ clock });
  const storage = memoryStorage();
  const name = fresh('Device');
  using one = await person(server.url, { name, storage, environment: world.environment });
  using two = createClient({ url: server.url, storage });
  await become(two, 'live');
  await two.login({ device: name, password });
  await hearsLogin(one);
  clock.leap(2000);
  await eventually(world.sent, (sent) => sent.some((text) => text.includes('auth.renew')));
  await one.users.find(one.user.get()?.handle ?? '');
  expect([one.status.get().name, world.opened]).toEqual(['live', 1]);
  await become(two, 'live');
});

test('a login elsewhere ends the session of a device that was away; what was edited waits for the password', async () => {
  const clock = new LeapClock();
  await using server = await serve({ clock });
  const world = bentWorld();
  const name = fresh('Device');
  const environment = { ...world.environment, random: () => 0.01 };
  using one = await person(server.url, { name, environment });
  const notes = one.settings('demo', { theme: 'light' });
  world.cut({ offline: true });
  await become(one, 'offline');
  using two = createClient({ url: server.url });
  await two.login({ device: name, password });
  await become(two, 'live');
  notes.set('theme', 'dark');
  clock.leap(11 * 60_000);
  world.back();
  one.retryNow();
  expect(await become(one, 'signed-out')).toMatchObject({ reason: 'expired', pending: 1 });
  expect(notes.get('theme')).toBe('dark');
  await one.login({ device: name, password });
  await notes.idle();
  expect(one.status.get()).toEqual({ name: 'live', pending: 0 });
});

test('a recovery code lets a device in, and the others are told that they were signed out', async () => {
  await using server = await serve();
  using laptop = await person(server.url);
  const [code = ''] = await laptop.createRecoveryCodes();
  const handle = laptop.user.get()?.handle ?? '';
  const name = fresh('New');
  using found = await registered(server.url, { name });
  await expect(found.recover({ handle, code: 'WRONG', device: name })).rejects.toMatchObject({
    code: 'unauthenticated',
  });
  await found.recover({ handle, code, device: name });
  await eventually(found.user, (user) => user?.handle === handle);
  expect(await become(laptop, 'signed-out')).toMatchObject({ reason: 'revoked' });
});

test('where the operator opened the server a device joins whom it likes', async () => {
  await using server = await serve({ settings: { OPEN_JOIN: 'true' } });
  using laptop = await person(server.url);
  using phone = await registered(server.url);
  const [user] = await phone.users.list();
  await phone.users.join(user?.id ?? '');
  expect(phone.user.get()).toEqual(laptop.user.get());
  expect(phone.devices.get()).toHaveLength(2);
});

test('a server that was set back to a backup is followed, and what is edited after it is kept', async () => {
  await using first = await serve();
  using kith = await person(first.url, { environment: eager });
  const notes = kith.settings('demo', { volume: 0, theme: 'light' });
  notes.set('volume', 1);
  await notes.idle();
  await first.stop();
  const copy = join(newDir(), 'data');
  cpSync(first.dataDir, copy, { recursive: true });
  const second = await first.again();
  kith.retryNow();
  await become(kith, 'live');
  notes.set('volume', 2);
  await notes.idle();
  await second.stop();
  await eventually(kith.status, ({ name }) => name !== 'live');
  notes.set('theme', 'dark');
  await using third = await second.again({ dataDir: copy });
  kith.retryNow();
  await notes.idle();
  expect(third.url).toBe(first.url);
  expect(notes.values.get()).toEqual({ volume: 1, theme: 'dark' });
});

/** The tokens are gone a moment after the word is out: a storage may take its time. */
const forgotten = (kith: Client) => eventually(kith.remembered, (all) => all.length === 0);

describe('a device that was revoked is told by whom, and its tokens are gone', () => {
  const said = { name: 'signed-out', reason: 'revoked', by: 'Laptop' };

  test('while it is connected, and is no device without a user before that', async () => {
    await using server = await serve();
    using laptop = await person(server.url, { name: 'Laptop' });
    using phone = await another(laptop, server.url);
    // What a page sees once everything of one turn is done.
    const seen: string[] = [];
    phone.user.subscribe(() => queueMicrotask(() => seen.push(phone.status.get().name)));
    await laptop.devices.revoke(phone.device.get()?.id ?? '');
    expect(await become(phone, 'signed-out')).toMatchObject(said);
    await forgotten(phone);
    expect([phone.device.get(), phone.user.get()]).toEqual([null, null]);
    expect(seen).toEqual(['signed-out']);
  });

  test('by the label that the other device has now', async () => {
    await using server = await serve();
    using laptop = await person(server.url, { name: 'laptop' });
    using phone = await another(laptop, server.url);
    await laptop.devices.rename(laptop.device.get()?.id ?? '', 'Laptop');
    await laptop.devices.revoke(phone.device.get()?.id ?? '');
    expect(await become(phone, 'signed-out')).toMatchObject(said);
  });

  test('when it comes back with a token that was good before', async () => {
    await using server = await serve();
    const world = bentWorld();
    using laptop = await person(server.url, { name: 'Laptop' });
    const environment = { ...world.environment, random: () => 0.01 };
    using phone = await another(laptop, server.url, { environment });
    const id = phone.device.get()?.id ?? '';
    world.cut({ offline: true });
    await become(phone, 'offline');
    await laptop.devices.revoke(id);
    world.back();
    phone.retryNow();
    expect(await become(phone, 'signed-out')).toMatchObject(said);
    await forgotten(phone);
  });

  test.each([true, false])('when its page is loaded again (with a cookie: %s)', async (cookie) => {
    await using server = await serve();
    const environment = browser(server.url);
    const storage = openStorage();
    using laptop = await person(server.url, { name: 'Laptop' });
    using phone = await another(laptop, server.url, { environment, storage, cookie });
    const id = phone.device.get()?.id ?? '';
    phone.close();
    await laptop.devices.revoke(id);
    using again = createClient({ url: server.url, environment, storage, cookie });
    expect(await become(again, 'signed-out')).toMatchObject(said);
    await forgotten(again);
    expect(JSON.stringify([...storage.texts.values()])).not.toContain(id);
  });
});

test('a device that is revoked in another tab of its browser is signed out in both', async () => {
  await using server = await serve();
  const storage = memoryStorage();
  using laptop = await person(server.url, { name: 'Laptop' });
  using one = await another(laptop, server.url, { storage });
  using two = createClient({ url: server.url, storage });
  await become(two, 'live');
  await laptop.devices.revoke(one.device.get()?.id ?? '');
  const said = { reason: 'revoked', by: 'Laptop' };
  expect(await become(one, 'signed-out')).toMatchObject(said);
  expect(await become(two, 'signed-out')).toMatchObject(said);
  await Promise.all([one, two].map(forgotten));
});
