import { expect, test } from 'vitest';
import { hueOf, initialsOf } from './avatar.tsx';

test.each([
  ['Ada Lovelace', 'AL'],
  ['анна-мария ковальчук', 'АМ'],
  ['  ben', 'B'],
  ['𝒜da', '𝒜'],
  ['🙂 smile', 'S'],
  ['🙂', '🙂'],
  ['', ''],
])('“%s” is drawn as %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test('the same id has the same colour, and many ids have many', () => {
  const ids = Array.from({ length: 100 }, (_, index) => `usr_${index}`);
  expect(ids.map(hueOf)).toEqual(ids.map(hueOf));
  expect(new Set(ids.map(hueOf)).size).toBeGreaterThan(4);
});
