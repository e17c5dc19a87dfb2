import { expect, test } from 'vitest';
import { isSame, kept } from './same.ts';

test.each([
  [{ a: 1, b: 'x' }, { b: 'x', a: 1 }, true],
  [[1, 'x'], [1, 'x'], true],
  [[1, 'x'], ['x', 1], false],
  [[1], [1, 2], false],
  [{ a: 1 }, { a: '1' }, false],
  [{ a: undefined }, { b: 1 }, false],
  [{ a: {} }, { a: {} }, false],
  [{ toString: Object.prototype.toString }, {}, false],
])('%j and %j have the same members: %s', (a, b, expected) => {
  expect([isSame(a, b), isSame(b, a)]).toEqual([expected, expected]);
});

test('what is the same keeps its reference, what changed does not', () => {
  const before = { a: 1 };
  expect(kept(before, { a: 1 })).toBe(before);
  const next = { a: 2 };
  expect(kept(before, next)).toBe(next);
});
