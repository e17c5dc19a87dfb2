import { expect, test } from 'vitest';
import { check, tally } from './check.ts';
import { sampleRun, without } from './sample.ts';

test('a run in which everything is right has no violation', () => {
  expect(check(sampleRun())).toEqual([]);
});

test('violations are counted by what went wrong', () => {
  const broken = check(without(sampleRun(), { read: 'database', offset: 8 }));
  expect(tally(broken)).toEqual({
    lost: 4,
    doubled: 0,
    gap: 0,
    reordered: 0,
    phantom: 0,
    differs: 1,
    late: 0,
    leaked: 0,
  });
});
