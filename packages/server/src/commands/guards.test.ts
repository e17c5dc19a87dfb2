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
