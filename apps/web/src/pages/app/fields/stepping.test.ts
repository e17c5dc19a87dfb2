import { expect, test } from 'vitest';
import { steppedBy } from './stepping.ts';

const salary = { min: 0, max: 10_000 };
const months = { min: 1, max: 12 };

test('a page is a tenth of the range and at least one, and never leaves the range', () => {
  const page = (key: string, value: number, range = salary) =>
    steppedBy(key, { value, range, isField: false });
  expect(page('PageUp', 2500)).toBe(3500);
  expect(page('PageDown', 2500)).toBe(1500);
  expect(page('PageUp', 9600)).toBe(10_000);
  expect(page('PageDown', 1, months)).toBe(1);
  expect(page('PageUp', 3, months)).toBe(4);
});

test('in the field the arrows are one; the slider has its own', () => {
  expect(steppedBy('ArrowUp', { value: 3, range: months, isField: true })).toBe(4);
  expect(steppedBy('ArrowDown', { value: 1, range: months, isField: true })).toBe(1);
  expect(steppedBy('ArrowUp', { value: 3, range: months, isField: false })).toBeUndefined();
});

test('other keys are left alone', () => {
  for (const key of ['5', 'Home', 'End', 'Tab', 'toString']) {
    expect(steppedBy(key, { value: 3, range: months, isField: true }), key).toBeUndefined();
  }
});
