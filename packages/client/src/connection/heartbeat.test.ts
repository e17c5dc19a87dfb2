import { expect, test } from 'vitest';
import { HandClock } from '../testing/hand-clock.ts';
import { Heartbeat } from './heartbeat.ts';

const quietMs = 35_000;
const answerMs = 10_000;

function stage() {
  const clock = new HandClock();
  const said: string[] = [];
  const means = {
    environment: clock,
    ask: () => void said.push('ask'),
    onSilence: () => void said.push('silence'),
  };
  const heartbeat = new Heartbeat(means, { quietMs, answerMs });
  return { clock, said, heartbeat };
}

test('silence is asked about after its full length, and given up without an answer', () => {
  const { clock, said } = stage();
  clock.pass(quietMs);
  expect(said).toEqual([]);
  clock.pass(quietMs / 2);
  expect(said).toEqual(['ask']);
  clock.pass(answerMs);
  expect(said).toEqual(['ask', 'silence']);
});

test('any frame is a sign of life', () => {
  const { clock, said, heartbeat } = stage();
  for (let turn = 0; turn < 10; turn += 1) {
    clock.pass(quietMs - 1);
    heartbeat.heard();
  }
  expect(said).toEqual([]);
  clock.pass(quietMs + 1000);
  heartbeat.heard();
  clock.pass(answerMs);
  expect(said).toEqual(['ask']);
});

test('a wake-up asks at once, and waits no longer than a person does', () => {
  const { clock, said, heartbeat } = stage();
  heartbeat.wake();
  heartbeat.wake();
  expect(said).toEqual(['ask']);
  clock.pass(4000);
  expect(said).toEqual(['ask', 'silence']);
});

test('after its end it says nothing and leaves no timer', () => {
  const { clock, said, heartbeat } = stage();
  heartbeat.wake();
  heartbeat.stop();
  clock.pass(10 * quietMs);
  expect([said, clock.timers]).toEqual([['ask'], 0]);
});
