import type { SignalData } from '@kith/protocol';
import { expect, test } from 'vitest';
import { HandClock } from '../base/hand-clock.ts';
import { Presence } from './presence.ts';

function setUp() {
  const clock = new HandClock();
  const told: string[] = [];
  const seen: string[] = [];
  const presence = new Presence({
    clock,
    tell: (topic, { device, state, lastSeenAt }: SignalData<'presence'>) =>
      told.push(`${topic} ${device ?? 'as a whole'} ${state}${lastSeenAt === undefined ? '' : ' seen'}`),
    storeSeen: (devices) => seen.push(...devices.map(({ id }) => id)),
  });
  const news = () => told.splice(0);
  return { clock, presence, news, seen };
}

test('the first device online and the last device offline are told once for the user', () => {
  const { clock, presence, news } = setUp();
  presence.came('phone', 'anna');
  expect(news()).toEqual(['user:anna phone online', 'user:anna as a whole online']);
  presence.came('laptop', 'anna');
  expect(news()).toEqual(['user:anna laptop online']);
  presence.went('phone', 'anna');
  clock.pass(10_000);
  expect(news()).toEqual(['user:anna phone offline seen']);
  presence.went('laptop', 'anna');
  clock.pass(10_000);
  expect(news()).toEqual(['user:anna laptop offline seen', 'user:anna as a whole offline seen']);
  expect(presence.size).toBe(0);
});

test('two connections of one device are one entry; closing one keeps it', () => {
  const { clock, presence, news } = setUp();
  presence.came('phone', 'anna');
  presence.came('phone', 'anna');
  expect(news()).toHaveLength(2);
  presence.went('phone', 'anna');
  clock.pass(60_000);
  expect(news()).toEqual([]);
  expect(presence.shown('phone')).toBe('online');
});

test('who comes back within ten seconds was never away', () => {
  const { clock, presence, news } = setUp();
  presence.came('phone', 'anna');
  news();
  presence.went('phone', 'anna');
  clock.pass(9_999);
  presence.came('phone', 'anna');
  clock.pass(60_000);
  expect(news()).toEqual([]);
  expect(presence.shown('phone')).toBe('online');
});

test('who is revoked or leaves is offline at once, whatever is still connected', () => {
  const { clock, presence, news } = setUp();
  presence.came('phone', 'anna');
  presence.came('phone', 'anna');
  news();
  presence.gone('phone');
  expect(news()).toEqual(['user:anna phone offline seen', 'user:anna as a whole offline seen']);
  presence.went('phone', 'anna');
  presence.went('phone', 'anna');
  clock.pass(60_000);
  expect(news()).toEqual([]);
});

test('a device that joins a user is present for that user from then on', () => {
  const { presence, news } = setUp();
  presence.came('phone', null);
  expect(news()).toEqual([]);
  presence.came('phone', 'anna');
  expect(news()).toEqual(['user:anna phone online', 'user:anna as a whole online']);
});

test('a connection from before the device joined its user counts no more when it closes', () => {
  const { clock, presence, news } = setUp();
  presence.came('phone', null);
  presence.came('phone', null);
  presence.came('phone', 'anna');
  news();
  presence.went('phone', null);
  clock.pass(60_000);
  expect(news()).toEqual([]);
  expect(presence.shown('phone')).toBe('online');
});

test('the user is as present as its best device, and invisible devices do not count', () => {
  const { presence, news } = setUp();
  presence.came('phone', 'anna');
  presence.came('laptop', 'anna');
  news();
  presence.set('phone', 'away');
  expect(news()).toEqual(['user:anna phone away']);
  presence.set('laptop', 'invisible');
  expect(news()).toEqual(['user:anna laptop offline', 'user:anna as a whole away']);
  presence.set('laptop', 'online');
  expect(news()).toEqual(['user:anna laptop online', 'user:anna as a whole online']);
  presence.set('laptop', 'online');
  expect(news()).toEqual([]);
});

test('what a device said holds while it is connected and for as long as it may come back', () => {
  const { clock, presence } = setUp();
  presence.came('phone', 'anna');
  expect(presence.said('phone')).toBeNull();
  presence.set('phone', 'invisible');
  presence.went('phone', 'anna');
  clock.pass(9_999);
  presence.came('phone', 'anna');
  expect([presence.said('phone'), presence.shown('phone')]).toEqual(['invisible', 'offline']);
  presence.went('phone', 'anna');
  clock.pass(10_000);
  presence.came('phone', 'anna');
  expect([presence.said('phone'), presence.shown('phone')]).toEqual([null, 'online']);
});

test('what a device said alone holds for the user that it joins, and an invisible one comes unseen', () => {
  const { presence, news } = setUp();
  presence.came('phone', null);
  presence.set('phone', 'away');
  presence.came('phone', 'anna');
  expect(news()).toEqual(['user:anna phone away', 'user:anna as a whole away']);
  presence.came('laptop', null);
  presence.set('laptop', 'invisible');
  presence.came('laptop', 'anna');
  expect(news()).toEqual([]);
});

test('last seen is stored on coming, on going, and every five minutes of those who stay', () => {
  const { clock, presence, seen } = setUp();
  presence.came('phone', 'anna');
  expect(seen.splice(0)).toEqual(['phone']);
  clock.pass(5 * 60_000);
  expect(seen.splice(0)).toEqual(['phone']);
  presence.went('phone', 'anna');
  clock.pass(10_000);
  expect(seen.splice(0)).toEqual(['phone']);
  clock.pass(10 * 60_000);
  expect(seen.splice(0)).toEqual([]);
});
