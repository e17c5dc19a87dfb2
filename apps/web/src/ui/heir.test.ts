import { expect, test } from 'vitest';
import { heirOf } from './heir.ts';

test('focus goes on to the row that takes the place of the one that is gone', () => {
  expect(heirOf('b', ['a', 'b', 'c'], ['a', 'c'])).toBe('c');
  expect(heirOf('b', ['a', 'b', 'c', 'd'], ['a', 'd'])).toBe('d');
  expect(heirOf('c', ['a', 'b', 'c'], ['a', 'b'])).toBe('b');
  expect(heirOf('a', ['a'], [])).toBeNull();
});
