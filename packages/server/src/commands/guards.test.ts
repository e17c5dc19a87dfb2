import { defaultLimits } from '@kith/protocol';
import { expect, test } from 'vitest';
import { HandClock } from '../base/hand-clock.ts';
import { Guards } from './guards.ts';

test('refusals count by what came too often, and what is let through does not', () => {
  const limits = { ...defaultLimits, sendRate: 1, sendBurst: 2 };
  const guards = new Guards({ clock: new HandClock(), limits, on: true });
  const answers = ['dev', 'dev', 'dev', 'dev'].map((key) => guards.send(key)?.code);
  expect(answers).toEqual([undefined, undefined, 'rate-limited', 'rate-limited']);
  guards.frame('dev');
  expect([...guards.refused]).toEqual([['send', 2]]);
});

test('ops of settings have a rate of their own, and a call takes as many as it brings', () => {
  const limits = { ...defaultLimits, settingOpRate: 10, settingOpBurst: 128 };
  const clock = new HandClock();
  const guards = new Guards({ clock, limits, on: true });
  expect(guards.ops('dev', 64)).toBe(undefined);
  expect(guards.ops('dev', 64)).toBe(undefined);
  expect(guards.ops('dev', 20)).toMatchObject({ code: 'rate-limited', retryAfterMs: 2_000 });
  clock.pass(2_000);
  expect(guards.ops('dev', 20)).toBe(undefined);
  clock.pass(60_000);
  expect(guards.ops('dev', 1_000), 'a call above the burst needs a full rest').toBe(undefined);
});
