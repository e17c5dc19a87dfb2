import { expect, test } from 'vitest';
import { HandClock } from '../base/hand-clock.ts';
import { LoginGuard } from './login-guard.ts';

function fail(guard: LoginGuard, key: string, times: number): void {
  for (let time = 0; time < times; time += 1) guard.failed(key);
}

test('a few wrong guesses are free; each further one doubles the wait, up to fifteen minutes', () => {
  const clock = new HandClock();
  const guard = new LoginGuard(clock, 5);
  fail(guard, 'anna 10.0.0.1', 4);
  expect(guard.waitMs('anna 10.0.0.1')).toBe(0);
  const waits = [1, 2, 4, 8].map((seconds) => seconds * 1000);
  for (const waitMs of waits) {
    guard.failed('anna 10.0.0.1');
    expect(guard.waitMs('anna 10.0.0.1')).toBe(waitMs);
  }
  fail(guard, 'anna 10.0.0.1', 40);
  expect(guard.waitMs('anna 10.0.0.1')).toBe(15 * 60_000);
});

test('the wait passes, also when the wall clock steps back', () => {
  const clock = new HandClock();
  const guard = new LoginGuard(clock, 1);
  guard.failed('k');
  clock.wallAheadMs -= 3_600_000;
  clock.pass(1000);
  expect(guard.waitMs('k')).toBe(0);
});

test('guesses from elsewhere never make the owner wait', () => {
  const guard = new LoginGuard(new HandClock(), 1);
  fail(guard, 'anna 10.6.6.6', 50);
  expect(guard.waitMs('anna 10.0.0.1')).toBe(0);
});

test('a right guess and a long rest start anew', () => {
  const clock = new HandClock();
  const guard = new LoginGuard(clock, 2);
  fail(guard, 'k', 3);
  guard.succeeded('k');
  guard.failed('k');
  expect(guard.waitMs('k')).toBe(0);
  fail(guard, 'k', 5);
  clock.pass(3 * 60 * 60_000);
  guard.failed('k');
  expect(guard.waitMs('k')).toBe(0);
});

test('guesses under way may all be wrong: many at once are no more than one by one', () => {
  const clock = new HandClock();
  const guard = new LoginGuard(clock, 3);
  guard.failed('k');
  const ends = [guard.begin('k'), guard.begin('k')];
  expect(guard.waitMs('k')).toBe(1000);
  expect(guard.waitMs('other')).toBe(0);
  ends[0]?.('neither');
  expect(guard.waitMs('k')).toBe(0);
  ends[1]?.('wrong');
  expect(guard.waitMs('k')).toBe(0);
  guard.begin('k')('wrong');
  expect(guard.waitMs('k')).toBe(1000);
  clock.pass(1000);
  expect(guard.waitMs('k')).toBe(0);
  const end = guard.begin('k');
  expect(guard.waitMs('k')).toBe(1000);
  end('right');
  expect(guard.waitMs('k')).toBe(0);
});
