import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffMs, baseMs, capMs } from './backoff.ts';

test('a pause is anything from nothing to its bound, which doubles up to the cap', () => {
  const almostOne = 1 - Number.EPSILON;
  expect([1, 2, 3, 4, 5, 6, 7, 100, 10_000].map((attempt) => backoffMs(attempt, almostOne))).toEqual([
    baseMs,
    2 * baseMs,
    4 * baseMs,
    8 * baseMs,
    16 * baseMs,
    32 * baseMs,
    capMs,
    capMs,
    capMs,
  ]);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.double({ min: 0, max: almostOne, noNaN: true }),
      (attempt, random) => {
        const ms = backoffMs(attempt, random);
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(ms).toBeLessThanOrEqual(capMs);
      },
    ),
  );
  expect(backoffMs(9, 0)).toBe(0);
});
