import { expect, test } from 'vitest';
import { parsePlaceName, placeName } from './place-name.ts';

test('a place is read as it was named', () => {
  const place = [1_781_000_000_000, 'cht_a', -1, '👍'];
  expect(parsePlaceName(placeName(place))).toEqual(place);
  expect(placeName(place)).toMatch(/^[A-Za-z0-9_-]+$/);
});

test.each(['', '!', 'e30', 'bnVsbA', 'W251bGxd', 'W1sxXV0', 'WzEuNV0', 'WzFlOTld'])(
  'what names no place is none: %s',
  (name) => {
    expect(parsePlaceName(name)).toBeUndefined();
  },
);
