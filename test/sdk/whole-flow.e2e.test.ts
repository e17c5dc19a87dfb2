import { createClient, type Device, memoryStorage } from '@kith/client';
import { expect, test } from 'vitest';
import { serve } from '../support/server.ts';
import { another, become, bentWorld, eventually, link, password, person, registered } from './stage.ts';

test('ten lines: register, make a user, set what follows the person', async () => {
  await using server = await serve();
  using kith = createClient({ url: server.url });
  await kith.register({ name: 'laptop', password: 'correct horse' });
  await kith.createUser({ handle: 'ada' });
  const notes = kith.settings('notes', { theme: 'light', size: 14 });
  expect(kith.settings('notes', { theme: 'light', size: 14 })).toBe(notes);
  const seen: string[] = [];
  notes.subscribe(() => seen.push(notes.get('theme')));
  notes.set('theme', 'dark');
  expect(seen).toEqual(['dark']);
  await notes.idle();
  expect(seen).toEqual(['dark']);
  expect(kith.status.get()).toEqual({ name: 'live', pending: 0 });
  expect(notes.field('theme').get()).toMatchObject({
    value: 'dark',
    source: 'user',
    saving: false,
    edited: { device: kith.device.get()?.id },
  });
});

test('what one device sets shows on the other, with who edited and when', async () => {
  await using server = await serve();
  using laptop = await person(server.url, { name: 'laptop' });
  using phone = await another(laptop, server.url, { name: 'phone' });
  const mine = laptop.settings('demo', { volume: 3 });
  const theirs = phone.settings('demo', { volume: 3 });
  mine.set('volume', 7);
  const field = await eventually(theirs.field('volume'), ({ value }) => value === 7);
  expect(field.edited?.device).toBe(laptop.device.get()?.id);
  theirs.unset('volume');
  await eventually(mine.values, ({ volume }) => volume === 3);
  expect(mine.field('volume').get().source).toBe('default');
});

test('a device that joins sees what is set and changes nobody’s', async () => {
  await using server = await serve();
  using laptop = await person(server.url);
  const mine = laptop.settings('demo', { volume: 3, theme: 'light' });
  mine.set('volume', 7);
  await mine.idle();
  using phone = await registered(server.url);
  const theirs = phone.settings('demo', { volume: 5, theme: 'dark' });
  await link(laptop, phone);
  expect(theirs.values.get()).toEqual({ volume: 7, theme: 'dark' });
  await theirs.idle();
  expect(mine.values.get()).toEqual({ volume: 7, theme: 'light' });
});

test('what is set before joining is adopted where the account has nothing, and offered where it has', async () => {
  await using server = await serve();
  using laptop = await person(server.url);
  const mine = laptop.settings('demo', { volume: 3, theme: 'light' });
  mine.set('volume', 7);
  await mine.idle();
  using phone = await registered(server.url);
  await become(phone, 'live');
  const theirs = phone.settings('demo', { volume: 3, theme: 'light' });
  theirs.set('volume', 9);
  theirs.set('theme', 'dark');
  expect(phone.status.get().pending).toBe(2);
  await link(laptop, phone);
  await theirs.idle();
  expect(theirs.values.get()).toEqual({ volume: 7, theme: 'dark' });
  const [conflict] = theirs.conflicts.get();
  expect(conflict).toMatchObject({ key: 'volume', mine: 9 });
  conflict?.keepMine();
  await eventually(mine.values, ({ volume }) => volume === 9);
  expect(theirs.conflicts.get()).toEqual([]);
});

test('devices are live: joined, renamed, online, left', async () => {
  await using server = await serve();
  using laptop = await person(server.url, { name: 'laptop' });
  using phone = await another(laptop, server.url, { name: 'phone' });
  const id = phone.device.get()?.id ?? '';
  const joined = await eventually(laptop.devices, (all) => all.some((it) => it.id === id && it.online));
  expect(joined.map(({ name, current }) => [name, current])).toEqual([
    ['laptop', true],
    ['phone', false],
  ]);
  expect(joined[1]?.linkedBy).toBe(laptop.device.get()?.id);
  await phone.setPresence('away');
  await eventually(laptop.devices, (all) => all.some((it) => it.presence === 'away'));
  await laptop.devices.rename(id, 'Phone of Ada');
  await eventually(phone.devices, (all) => all.some(({ label }) => label === 'Phone of Ada'));
  await phone.devices.leave();
  await eventually(laptop.devices, (all) => all.length === 1);
  await eventually(phone.user, (user) => user === null);
  await become(phone, 'live');
  expect(phone.devices.get().map(({ name }) => name)).toEqual(['phone']);
});

test('a device that joined is told whole by its event: who let it in, when, and for how long it is watched', async () => {
  await using server = await serve({ settings: { LINK_QUARANTINE_HOURS: '24' } });
  using laptop = await person(server.url);
  const seen: Device[] = [];
  laptop.devices.subscribe(() => seen.push(...laptop.devices.get().filter(({ current }) => !current)));
  using phone = await another(laptop, server.url, { name: 'phone', platform: 'Android' });
  await eventually(laptop.devices, (all) => all.length === 2 && all.every(({ online }) => online));
  const [first] = seen;
  const { online: _, presence: __, lastSeenAt: ___, ...lasting } = first ?? {};
  const joinedAt = first?.joinedAt ?? 0;
  expect(lasting).toEqual({
    id: phone.device.get()?.id,
    name: 'phone',
    label: 'phone',
    platform: 'Android',
    joinedAt,
    current: false,
    linkedBy: laptop.device.get()?.id,
    quarantineUntil: joinedAt + 24 * 3_600_000,
  });
  for (const it of seen) expect(it).toMatchObject(lasting);
});

test('a device says what it runs on, and again once that is another', async () => {
  await using server = await serve();
  const storage = memoryStorage();
  using laptop = await person(server.url, { storage, platform: 'Chrome 155 on Linux' });
  using phone = await another(laptop, server.url);
  const platforms = () => phone.devices.get().map(({ platform }) => platform);
  expect(platforms()).toEqual([null, 'Chrome 155 on Linux']);
  laptop.close();
  using updated = createClient({ url: server.url, storage, platform: 'Chrome 156 on Linux' });
  await eventually(phone.devices, () => platforms().includes('Chrome 156 on Linux'));
  await eventually(updated.devices, (all) =>
    all.some(({ current, platform }) => current && platform === 'Chrome 156 on Linux'),
  );
});

test('a device whose platform is known already says nothing', async () => {
  await using server = await serve();
  const storage = memoryStorage();
  const world = bentWorld();
  using laptop = await person(server.url, { storage, platform: 'Linux' });
  using again = createClient({ url: server.url, storage, platform: 'Linux', environment: world.environment });
  await become(again, 'live');
  await again.users.find(laptop.user.get()?.handle ?? '');
  expect(world.sent.get().filter((text) => text.includes('devices.describe'))).toEqual([]);
});

test('the link flow, both sides: code, number, refusal, approval', async () => {
  await using server = await serve();
  using laptop = await person(server.url, { name: 'laptop' });
  using phone = await registered(server.url, { name: 'phone' });
  const handle = laptop.user.get()?.handle ?? '';
  const denied = await laptop.links.create();
  expect(denied.state.get()).toEqual({ name: 'open' });
  const first = await phone.links.redeem({ handle, code: denied.code });
  await eventually(denied.state, ({ name }) => name === 'redeemed');
  expect(denied.state.get()).toMatchObject({ device: { name: 'phone' }, sameNetwork: true });
  await laptop.links.requests.get()[0]?.deny();
  expect(await first.ended).toBe('denied');
  await eventually(denied.state, ({ name }) => name === 'denied');

  const offer = await laptop.links.create();
  expect(offer.qr).toContain(offer.code.replace('-', '').slice(0, 4));
  const attempt = await phone.links.redeem({ handle, code: offer.code.toLowerCase() });
  expect(attempt.user.handle).toBe(handle);
  const [request] = await eventually(laptop.links.requests, (it) => it.length === 1);
  const wrong = attempt.number === '10' ? '11' : '10';
  await expect(request?.approve(wrong)).rejects.toMatchObject({ code: 'link-wrong-number', retry: 'never' });
  await request?.approve(attempt.number);
  expect(await attempt.ended).toBe('approved');
  expect(phone.user.get()?.handle).toBe(handle);
  expect(offer.state.get()).toEqual({ name: 'approved' });
  expect(laptop.links.requests.get()).toEqual([]);
});

test('a code that is taken back lets nobody in', async () => {
  await using server = await serve();
  using laptop = await person(server.url);
  using phone = await registered(server.url);
  const handle = laptop.user.get()?.handle ?? '';
  const unseen = await laptop.links.create();
  await unseen.cancel();
  expect(unseen.state.get()).toEqual({ name: 'denied' });
  await expect(phone.links.redeem({ handle, code: unseen.code })).rejects.toMatchObject({
    code: 'link-expired',
  });
  const seen = await laptop.links.create();
  const attempt = await phone.links.redeem({ handle, code: seen.code });
  await seen.cancel();
  expect(await attempt.ended).toBe('denied');
  await eventually(laptop.links.requests, (it) => it.length === 0);
});

test('two clients of one session are two sockets and one presence', async () => {
  await using server = await serve();
  const storage = memoryStorage();
  using laptop = await person(server.url);
  using one = await another(laptop, server.url, { storage });
  using two = createClient({ url: server.url, storage });
  await become(two, 'live');
  expect(two.device.get()).toEqual(one.device.get());
  const mine = one.settings('demo', { volume: 3 });
  const theirs = two.settings('demo', { volume: 3 });
  mine.set('volume', 7);
  await eventually(theirs.values, ({ volume }) => volume === 7);
  expect(laptop.devices.get()).toHaveLength(2);
  two.close();
  mine.set('volume', 8);
  await mine.idle();
  expect(laptop.devices.get().every(({ online }) => online)).toBe(true);
});

test('a page that has just loaded shows who is away, and is away itself where it was', async () => {
  await using server = await serve();
  const [storage, phoneStorage] = [memoryStorage(), memoryStorage()];
  using laptop = await person(server.url, { storage });
  using phone = await another(laptop, server.url, { storage: phoneStorage });
  await phone.setPresence('away');
  using page = createClient({ url: server.url, storage });
  const [, seen] = await eventually(page.devices, (all) => all.length === 2);
  expect(seen?.presence).toBe('away');
  using again = createClient({ url: server.url, storage: phoneStorage });
  await eventually(again.presence, (it) => it === 'away');
  await phone.setPresence('invisible');
  await eventually(again.presence, (it) => it === 'invisible');
  await again.setPresence('online');
  await eventually(phone.presence, (it) => it === 'online');
});

test('what this device said is said again where the server forgot it, and also where it was said offline', async () => {
  await using server = await serve();
  const world = bentWorld();
  const storage = memoryStorage();
  using laptop = await person(server.url, { storage });
  using phone = await another(laptop, server.url, {
    environment: { ...world.environment, random: () => 0.01 },
  });
  await phone.setPresence('away');
  laptop.close();
  await server.stop();
  await using _ = await server.again();
  phone.retryNow();
  using page = createClient({ url: server.url, storage });
  const isSeen = (presence: Device['presence']) =>
    eventually(page.devices, (all) => all.some((it) => !it.current && it.presence === presence));
  await isSeen('away');
  world.cut({ offline: true });
  const saying = phone.setPresence('invisible');
  world.back();
  phone.retryNow();
  await saying;
  await isSeen('offline');
  expect(phone.presence.get()).toBe('invisible');
});

test('history, restore and erase', async () => {
  await using server = await serve();
  using laptop = await person(server.url);
  const notes = laptop.settings('demo', { theme: 'light' });
  notes.set('theme', 'dark');
  await notes.idle();
  notes.set('theme', 'sepia');
  await notes.idle();
  const [, first] = await notes.history('theme');
  expect(first).toMatchObject({ new: 'dark', cause: 'edit' });
  await notes.restore(first?.entry ?? '');
  expect(notes.get('theme')).toBe('dark');
  await notes.erase('theme');
  expect(notes.get('theme')).toBe('light');
  expect(await notes.history('theme')).toEqual([]);
});

test('the defaults of settings can be read, whatever was chosen', async () => {
  await using server = await serve();
  using laptop = await person(server.url);
  const notes = laptop.settings('demo', { theme: 'light' });
  notes.set('theme', 'dark');
  expect([notes.get('theme'), notes.defaults]).toEqual(['dark', { theme: 'light' }]);
});

test('a setting named like the prototype of all objects is a setting like any other', async () => {
  await using server = await serve();
  using kith = await person(server.url);
  const notes = kith.settings<Record<string, unknown>>('demo', { theme: 'light' });
  notes.set('__proto__', { theme: 'dark', stray: 1 });
  await notes.idle();
  const values = notes.values.get();
  expect([values.theme, values.stray, Object.keys(values).sort()]).toEqual([
    'light',
    undefined,
    ['__proto__', 'theme'],
  ]);
});

test('an override is for this device alone', async () => {
  await using server = await serve();
  using laptop = await person(server.url);
  using phone = await another(laptop, server.url);
  const mine = laptop.settings('demo', { theme: 'light' });
  const theirs = phone.settings('demo', { theme: 'light' });
  mine.set('theme', 'dark');
  mine.set('theme', 'black', { scope: 'device' });
  await mine.idle();
  await eventually(theirs.values, ({ theme }) => theme === 'dark');
  expect(mine.field('theme').get()).toMatchObject({ value: 'black', source: 'device' });
  mine.unset('theme', { scope: 'device' });
  expect(mine.get('theme')).toBe('dark');
});

test('a drag of an override stays on its device, and is one entry of its history', async () => {
  await using server = await serve();
  using laptop = await person(server.url);
  const notes = laptop.settings('demo', { size: 14 });
  const drag = notes.gesture({ scope: 'device' });
  for (const size of [15, 16, 17]) {
    drag.set('size', size);
    await notes.flush();
  }
  drag.end();
  await notes.idle();
  expect(notes.field('size').get()).toMatchObject({ value: 17, source: 'device' });
  expect(await notes.history('size', { scope: 'device' })).toHaveLength(1);
  expect(await notes.history('size')).toEqual([]);
});

test('a refusal rejects with its code and its instruction', async () => {
  await using server = await serve();
  using laptop = await person(server.url);
  await expect(laptop.users.find('nobody-here')).rejects.toMatchObject({ code: 'not-found', retry: 'never' });
  await expect(laptop.createUser({ handle: 'other' })).rejects.toMatchObject({ code: 'conflict' });
  await expect(laptop.users.list()).rejects.toMatchObject({ code: 'forbidden' });
  await expect(laptop.users.find('\ud800')).rejects.toMatchObject({ code: 'validation-failed' });
  await expect(laptop.devices.leave()).rejects.toMatchObject({ retry: 'never' });
  const notes = laptop.settings('demo', { theme: 'light' });
  const rejected: unknown[] = [];
  notes.rejected.subscribe((it) => rejected.push(it));
  notes.set('theme', 'x'.repeat(40_000));
  await notes.flush();
  expect(rejected).toMatchObject([{ key: 'theme', code: 'too-large' }]);
  expect(notes.get('theme')).toBe('light');
});

test('a value that the server takes is stored, up to its limits; one beyond them is refused where it is set', async () => {
  const settings = { LIMIT_JSON_DEPTH: '8', LIMIT_JSON_KEYS: '10' };
  await using server = await serve({ settings });
  using laptop = await person(server.url);
  const notes = laptop.settings('demo', { tree: null as unknown });
  const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
  const wide = (keys: number) => Object.fromEntries(Array.from({ length: keys }, (_, key) => [key, key]));
  for (const tree of [nested(5), wide(10)]) {
    notes.set('tree', tree);
    await notes.idle();
    expect(notes.field('tree').get()).toMatchObject({ value: tree, source: 'user' });
  }
  for (const tree of [nested(6), wide(11), new Date(), Number.NaN, '\ud800'])
    expect(() => notes.set('tree', tree)).toThrow(expect.objectContaining({ code: 'validation-failed' }));
  expect(notes.get('tree')).toEqual(wide(10));
});

test('whoever is logged out is told nothing and asked to log in', async () => {
  await using server = await serve();
  using kith = createClient({ url: server.url });
  expect(await become(kith, 'signed-out')).toEqual({ name: 'signed-out', reason: 'never', pending: 0 });
  await expect(kith.users.find('ada')).rejects.toMatchObject({ retry: 'after-login' });
  await kith.register({ name: 'laptop', password });
  await kith.createUser({ handle: 'ada' });
  await kith.logout();
  expect(kith.status.get()).toMatchObject({ name: 'signed-out', reason: 'ended' });
  expect([kith.user.get(), kith.devices.get(), kith.device.get()]).toEqual([null, [], null]);
  expect(kith.remembered.get()).toMatchObject([{ name: 'laptop' }]);
});
