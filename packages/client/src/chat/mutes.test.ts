import { expect, test } from 'vitest';
import { HandClock } from '../testing/hand-clock.ts';
import { Mutes } from './mutes.ts';

test('each mute that ends is told once, and nothing runs on behind the last', () => {
  const clock = new HandClock();
  let ended = 0;
  const mutes = new Mutes(clock, clock.now, () => {
    ended += 1;
  });
  mutes.watch([clock.time - 5, clock.time + 100, clock.time + 300]);
  clock.pass(99);
  expect(ended).toBe(0);
  clock.pass(1);
  expect(ended).toBe(1);
  clock.pass(1000);
  expect([ended, clock.timers]).toEqual([2, 0]);
});

test('the newest choice counts', () => {
  const clock = new HandClock();
  let ended = 0;
  const mutes = new Mutes(clock, clock.now, () => {
    ended += 1;
  });
  mutes.watch([clock.time + 100]);
  mutes.watch([]);
  clock.pass(1000);
  expect([ended, clock.timers]).toEqual([0, 0]);
});
