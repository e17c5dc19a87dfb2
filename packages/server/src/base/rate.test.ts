import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RateLimiter } from './rate.ts';

test('for any arrivals, accepted(t) <= burst + rate * t', () => {
  const arrivals = fc.array(fc.nat({ max: 400 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(
      arrivals,
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 50 }),
      (gaps, perSecond, burst) => {
        const limiter = new RateLimiter({ perSecond, burst });
        let now = 1000;
        let accepted = 0;
        for (const gap of gaps) {
          now += gap;
          if (limiter.take('k', now) === 0) accepted += 1;
          expect(accepted).toBeLessThanOrEqual(burst + ((now - 1000) / 1000) * perSecond + 1e-6);
        }
      },
    ),
  );
});

test('whoever waits as long as told is let in, and a rested key has its whole burst', () => {
  const limiter = new RateLimiter({ perSecond: 10, burst: 5 });
  for (let round = 0; round < 3; round += 1) {
    const now = round * 10_000;
    for (let taken = 0; taken < 5; taken += 1) expect(limiter.take('k', now)).toBe(0);
    const waitMs = limiter.take('k', now);
    expect(waitMs).toBe(100);
    expect(limiter.take('k', now + waitMs)).toBe(0);
  }
});

test('keys are bounded: rested ones go, and at the cap a new key starts with one token', () => {
  const limiter = new RateLimiter({ perSecond: 1, burst: 3 }, 2);
  limiter.take('a', 0);
  limiter.take('b', 0);
  expect(limiter.take('c', 0)).toBe(0);
  expect(limiter.take('c', 0)).toBeGreaterThan(0);
  expect(limiter.size).toBe(2);
  expect(limiter.take('d', 60_000)).toBe(0);
  expect(limiter.take('d', 60_000)).toBe(0);
  expect(limiter.size).toBe(1);
});

test('who rested may take the whole burst at once, at whatever fraction of a millisecond', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1e9, noNaN: true }),
      fc.integer({ min: 1, max: 1000 }),
      fc.integer({ min: 1, max: 50 }),
      (now, burst, perSecond) => {
        expect(new RateLimiter({ perSecond, burst }).take('k', now, burst)).toBe(0);
      },
    ),
  );
});
