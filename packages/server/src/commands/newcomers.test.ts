import { expect, test } from 'vitest';
import { HandClock } from '../base/hand-clock.ts';
import { Newcomers } from './newcomers.ts';

test('a device is known to the address that registered it, for ten minutes, and to no other', () => {
  const clock = new HandClock();
  const newcomers = new Newcomers(clock);
  newcomers.note('laptop', '192.0.2.1');
  expect(newcomers.cameFrom('laptop', '192.0.2.1')).toBe(true);
  expect(newcomers.cameFrom('laptop', '192.0.2.2')).toBe(false);
  expect(newcomers.cameFrom('phone', '192.0.2.1')).toBe(false);
  clock.pass(10 * 60_000);
  expect(newcomers.cameFrom('laptop', '192.0.2.1')).toBe(false);
});

test('only so many are remembered; the oldest are forgotten first', () => {
  const newcomers = new Newcomers(new HandClock());
  for (let number = 0; number <= 10_000; number += 1) newcomers.note(`device ${number}`, 'here');
  expect(newcomers.cameFrom('device 0', 'here')).toBe(false);
  expect(newcomers.cameFrom('device 1', 'here')).toBe(true);
});
