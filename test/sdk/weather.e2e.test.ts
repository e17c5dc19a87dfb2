import { createClient, type Environment, nativeEnvironment } from '@kith/client';
import { describe, expect, test } from 'vitest';
import { LeapClock } from '../support/leap-clock.ts';
import { serve } from '../support/server.ts';
import { ServerProcess } from '../support/server-process.ts';
import { proxyTo } from './proxy.ts';
import { another, become, bentWorld, eventually, password, person, registered, watch } from './stage.ts';

const minuteMs = 60_000;

/** Pauses before coming back are short, so that a test needs no patience. */
const eager: Environment = { ...nativeEnvironment, random: () => 0.01 };

test('a server killed in the middle of edits loses nothing that was saved, and both devices recover by themselves', async () => {
  await using server = await ServerProcess.create({
    env: { KITH_RATE_LIMITS: 'off', KITH_LINK_QUARANTINE_HOURS: '0' },
  });
  await server.start();
  using laptop = await person(server.url, { environment: eager });
  using phone = await another(laptop, server.url, { environment: eager });
  const mine = laptop.settings('demo', { volume: 0, before: '' });
  const theirs = phone.settings('demo', { volume: 0, before: '' });
  mine.set('before', 'saved');
  await mine.flush();
  mine.set('volume', 1);
  const killed = server.kill();
  for (let volume = 2; volume <= 50; volume += 1) mine.set('volume', volume);
  await killed;
  expect(mine.get('volume')).toBe(50);
  await eventually(laptop.status, ({ name }) => name !== 'live');
  expect(laptop.status.get().pending).toBe(1);
  mine.set('volume', 51);
  await server.start();
  await mine.idle();
  await eventually(theirs.values, ({ volume, before }) => volume === 51 && before === 'saved');
  expect([laptop.gaps, phone.gaps]).toEqual([0, 0]);
  expect(laptop.status.get()).toEqual({ name: 'live', pending: 0 });
});

test('a live connection outlives its tokens', async () => {
  const clock = new LeapClock();
  await using server = await serve({ clock });
  const world = bentWorld({ clock });
  using kith = await person(server.url, { environment: world.environment });
  const notes = kith.settings('demo', { volume: 0 });
  for (let volume = 1; volume <= 3; volume += 1) {
    const before = world.sent.get().length;
    clock.leap(9 * minuteMs + 1000);
    await eventually(world.sent, (sent) => sent.slice(before).some((it) => it.includes('auth.renew')));
    notes.set('volume', volume);
    await notes.idle();
  }
  expect(world.opened).toBe(1);
});

test('a token that ran out while the machine slept is refreshed, and nobody is logged out', async () => {
  const serverClock = new LeapClock();
  await using server = await serve({ clock: serverClock });
  const world = bentWorld();
  using kith = await person(server.url, { environment: { ...world.environment, random: () => 0.01 } });
  // The client's timers did not run: it slept.
  serverClock.leap(11 * minuteMs);
  await eventually(kith.status, ({ name }) => name !== 'live');
  await become(kith, 'live');
  expect(world.opened).toBeGreaterThan(1);
  const notes = kith.settings('demo', { volume: 0 });
  notes.set('volume', 1);
  await notes.idle();
});

describe('a revoked device', () => {
  test('that is live is told who did it, at once, and keeps nothing', async () => {
    await using server = await serve();
    using laptop = await person(server.url, { name: 'Laptop of Ada' });
    using phone = await another(laptop, server.url);
    await laptop.devices.revoke(phone.device.get()?.id ?? '');
    expect(await become(phone, 'signed-out')).toMatchObject({ reason: 'revoked', by: 'Laptop of Ada' });
    await eventually(phone.remembered, (it) => it.length === 0);
    expect([phone.device.get(), phone.user.get(), phone.devices.get()]).toEqual([null, null, []]);
    await expect(phone.users.find('ada')).rejects.toMatchObject({ retry: 'after-login' });
  });

  test('that was away learns it when it comes back', async () => {
    await using server = await serve();
    using laptop = await person(server.url, { name: 'Laptop of Ada' });
    const world = bentWorld();
    using phone = await another(laptop, server.url, {
      environment: { ...world.environment, random: () => 0.01 },
    });
    const id = phone.device.get()?.id ?? '';
    world.cut({ offline: true });
    await become(phone, 'offline');
    await laptop.devices.revoke(id);
    world.back();
    expect(await become(phone, 'signed-out')).toMatchObject({ reason: 'revoked', by: 'Laptop of Ada' });
  });
});

test.each([
  ['three hours behind', -180 * minuteMs],
  ['three hours ahead', 180 * minuteMs],
])('a device whose clock is %s loses no edit and wins none', async (_, clockErrorMs) => {
  await using server = await serve();
  using right = await person(server.url);
  const clock = new LeapClock();
  const world = bentWorld({ clock, clockErrorMs });
  using wrong = await another(right, server.url, {
    environment: { ...world.environment, random: () => 0.01 },
  });
  expect(Math.abs(wrong.serverNow() - Date.now())).toBeLessThan(3000);
  const mine = right.settings('demo', { theme: 'light', font: 'serif' });
  const theirs = wrong.settings('demo', { theme: 'light', font: 'serif' });
  world.cut({ offline: true });
  await become(wrong, 'offline');
  theirs.set('theme', 'old');
  theirs.set('font', 'old');
  clock.leap(minuteMs);
  mine.set('theme', 'new');
  await mine.idle();
  world.back();
  await theirs.idle();
  // Edited before the other one, and on the same base: the later edit stands, and what nobody contests applies.
  expect(theirs.values.get()).toEqual({ theme: 'new', font: 'old' });
  expect(theirs.conflicts.get()).toMatchObject([{ key: 'theme', mine: 'old' }]);
  theirs.set('theme', 'newest');
  await eventually(mine.values, ({ theme, font }) => theme === 'newest' && font === 'old');
});

test('1,000 rapid edits are few ops and one value', async () => {
  await using server = await serve();
  const world = bentWorld();
  using laptop = await person(server.url, { environment: world.environment });
  using phone = await another(laptop, server.url);
  const mine = laptop.settings('demo', { size: 0 });
  const theirs = phone.settings('demo', { size: 0 });
  const drag = mine.gesture();
  const before = world.sent.get().length;
  const began = performance.now();
  for (let size = 1; size <= 1000; size += 1) {
    drag.set('size', size);
    expect(mine.get('size')).toBe(size);
    if (size % 50 === 0) await new Promise(setImmediate);
  }
  drag.end();
  await mine.idle();
  const seconds = (performance.now() - began) / 1000;
  const ops = world.sent
    .get()
    .slice(before)
    .filter((it) => it.includes('settings.set')).length;
  expect(ops).toBeLessThanOrEqual(8 * seconds + 2);
  await eventually(theirs.values, ({ size }) => size === 1000);
  expect(await mine.history('size')).toHaveLength(1);
});

test('a server that stops says when to come back, and is come back to', async () => {
  await using first = await serve();
  using kith = await person(first.url, { environment: eager });
  const notes = kith.settings('demo', { volume: 0 });
  await first.stop();
  await eventually(kith.status, ({ name }) => name === 'waiting' || name === 'offline');
  notes.set('volume', 7);
  await using second = await first.again();
  kith.retryNow();
  await notes.idle();
  expect(second.url).toBe(first.url);
  expect(kith.status.get()).toEqual({ name: 'live', pending: 0 });
});

test('a state in parts is taken whole, and resumed from only then', async () => {
  await using server = await serve({ settings: { LIMIT_SNAPSHOT_BYTES: '4096' } });
  using laptop = await person(server.url);
  const mine = laptop.settings<Record<string, string>>('demo', {});
  for (let index = 0; index < 40; index += 1) mine.set(`text.${index}`, String(index).repeat(300));
  await mine.idle();
  const world = bentWorld();
  using phone = await another(laptop, server.url, { environment: world.environment });
  const theirs = phone.settings<Record<string, string>>('demo', {});
  expect(theirs.values.get()).toEqual(mine.values.get());
  expect(world.sent.get().filter((it) => it.includes('"sync"')).length).toBeGreaterThan(3);
  world.cut();
  mine.set('text.1', 'changed');
  await eventually(theirs.values, (all) => all['text.1'] === 'changed');
  expect(theirs.values.get()).toEqual(mine.values.get());
});

test('a missing event is noticed by its seq and fetched by coming back', async () => {
  await using server = await serve();
  using laptop = await person(server.url);
  const world = bentWorld();
  using phone = await another(laptop, server.url, {
    environment: { ...world.environment, random: () => 0.01 },
  });
  const mine = laptop.settings('demo', { volume: 0, theme: '' });
  const theirs = phone.settings('demo', { volume: 0, theme: '' });
  world.bend((text) => (text.includes('setting.changed') && text.includes('"volume"') ? undefined : text));
  mine.set('volume', 7);
  await mine.idle();
  const opened = world.opened;
  mine.set('theme', 'dark');
  await eventually(
    watch(phone.status, () => phone.gaps),
    (gaps) => gaps === 1,
  );
  world.bend((text) => text);
  await eventually(theirs.values, ({ volume, theme }) => volume === 7 && theme === 'dark');
  expect(world.opened).toBeGreaterThan(opened);
});

test('an answer that is lost at any byte makes no command happen twice', async () => {
  await using server = await serve();
  await using proxy = await proxyTo(server.url);
  using witness = await person(server.url);
  using kith = await another(witness, proxy.url, { environment: eager });
  const notes = kith.settings('demo', { volume: 0 });
  const id = kith.device.get()?.id ?? '';
  for (let round = 1; round <= 40; round += 1) {
    proxy.cutAfter(1 + ((round * 37) % 700));
    notes.set('volume', round);
    await kith.devices.rename(id, `Label ${round}`);
    await notes.idle();
  }
  const renames = witness.events.recent.get().filter(({ type }) => type === 'device.renamed');
  expect(renames).toHaveLength(40);
  const edits = await notes.history('volume');
  expect(edits.map((it) => it.new)).toEqual(Array.from({ length: 40 }, (_, index) => 40 - index));
  expect(kith.gaps).toBe(0);
});

test('a silent server is left, and found again', async () => {
  const clock = new LeapClock();
  await using server = await serve();
  const world = bentWorld({ clock });
  using kith = await person(server.url, { environment: { ...world.environment, random: () => 0.01 } });
  world.bend(() => undefined);
  for (let turn = 0; turn < 4; turn += 1) clock.leap(18_000);
  await eventually(kith.status, ({ name }) => name !== 'live');
  world.bend((text) => text);
  await become(kith, 'live');
  expect(world.opened).toBeGreaterThan(1);
});

test('a machine that wakes asks at once whether the connection is still there', async () => {
  const clock = new LeapClock();
  await using server = await serve();
  const world = bentWorld({ clock });
  using kith = await person(server.url, { environment: { ...world.environment, random: () => 0.01 } });
  world.wake();
  await eventually(world.sent, (sent) => sent.at(-1)?.includes('presence.set') === true);
  expect(world.opened).toBe(1);
  world.bend(() => undefined);
  world.wake();
  clock.leap(5000);
  await eventually(kith.status, ({ name }) => name !== 'live');
  world.bend((text) => text);
  await become(kith, 'live');
});

test('being unreachable is no logout: the session goes on when the server is back', async () => {
  await using server = await serve();
  const world = bentWorld();
  const environment = { ...world.environment, random: () => 0.01 };
  using kith = await registered(server.url, { environment });
  await become(kith, 'live');
  world.cut({ offline: true });
  await become(kith, 'offline');
  world.back();
  kith.retryNow();
  await become(kith, 'live');
  using other = createClient({ url: 'http://127.0.0.1:1' });
  await expect(other.login({ device: 'x', password })).rejects.toMatchObject({
    code: 'unavailable',
    retry: 'later',
  });
});
