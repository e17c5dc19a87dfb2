import { expect, test } from 'vitest';
import { digits, median, medians, ratio } from './statistics.ts';

test.each([
  [[3], 3],
  [[9, 1, 5], 5],
  [[4, 1, 3, 2], 2.5],
])('the median of %j is %d', (numbers, middle) => {
  expect(median(numbers)).toBe(middle);
});

test('rounds become one round, number by number', () => {
  expect(
    medians([
      { a: 1, b: 30 },
      { a: 5, b: 10 },
      { a: 3, b: 20 },
    ]),
  ).toEqual({ a: 3, b: 20 });
});

test.each([
  [123_456, '123,000'],
  [12.345, '12.3'],
  [0.4567, '0.457'],
  [0.04567, '0.046'],
  [0, '0'],
  [Number.NaN, '–'],
])('%d is written %s', (value, text) => {
  expect(digits(value)).toBe(text);
});

test('a ratio stands out', () => {
  expect(ratio(1, 8)).toBe('**0.125**');
});
