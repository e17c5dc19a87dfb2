import { expect, test } from 'vitest';
import { inPlace } from './places.ts';

test('whoever has a place keeps it, and the new come after them', () => {
  const devices = [{ id: 'new' }, { id: 'a' }, { id: 'newer' }, { id: 'b' }];
  expect(inPlace(devices, ['b', 'gone', 'a']).map(({ id }) => id)).toEqual(['b', 'a', 'new', 'newer']);
});
