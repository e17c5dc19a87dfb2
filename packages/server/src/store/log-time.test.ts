import { expect, test } from 'vitest';
import { HandClock } from '../base/hand-clock.ts';
import { LogTime } from './log-time.ts';

const dayMs = 24 * 60 * 60 * 1000;

function setUp(last = 0) {
  const clock = new HandClock();
  return { clock, time: new LogTime(clock, last) };
}

test('it is the time of the wall', () => {
  const { clock, time } = setUp();
  expect(time.next()).toBe(clock.now());
  clock.pass(1234);
  expect(time.next()).toBe(clock.now());
});

test('it never falls: while the wall is a little behind it stands still', () => {
  const { clock, time } = setUp();
  const before = time.next();
  clock.wallAheadMs -= 500;
  expect(time.next()).toBe(before);
  clock.pass(499);
  expect(time.next()).toBe(before);
  clock.pass(101);
  expect(time.next()).toBe(clock.now());
});

test('where the wall stepped far back it flows on from the log, as fast as time passes', () => {
  const { clock, time } = setUp();
  const before = time.next();
  clock.wallAheadMs -= 30 * dayMs;
  clock.pass(60_000);
  expect(time.next()).toBe(before + 60_000);
  clock.pass(0.6);
  clock.pass(0.6);
  expect(time.next()).toBe(before + 60_001);
});

test('a log that is ahead of the wall when it is opened goes on from there', () => {
  const ahead = new HandClock().now() + dayMs;
  const { clock, time } = setUp(ahead);
  clock.pass(5_000);
  expect(time.next()).toBe(ahead + 5_000);
  clock.wallAheadMs += 2 * dayMs;
  expect(time.next()).toBe(clock.now());
});
