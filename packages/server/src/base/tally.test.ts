import { expect, test } from 'vitest';
import { Tally } from './tally.ts';

test('each name is counted by itself, and what never happened counts nothing', () => {
  const tally = new Tally<'left' | 4408 | 'never'>();
  for (const name of ['left', 4408, 'left'] as const) tally.add(name);
  expect([...tally]).toEqual([
    ['left', 2],
    [4408, 1],
  ]);
  expect(tally.of('never')).toBe(0);
});
