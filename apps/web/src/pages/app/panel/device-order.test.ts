import { expect, test } from 'vitest';
import { inPlace, ordered } from './device-order.ts';

test('devices that are here come first, this one at the top, then the last seen', () => {
  const device = (label: string, online: boolean, lastSeenAt: number, current = false) => ({
    label,
    online,
    lastSeenAt,
    current,
  });
  const devices = [
    device('old', false, 1),
    device('b', true, 9),
    device('recent', false, 5),
    device('a', true, 2),
    device('self', true, 3, true),
  ];
  expect(ordered(devices).map(({ label }) => label)).toEqual(['self', 'a', 'b', 'recent', 'old']);
});

test('whoever has a place keeps it, and the new come after them', () => {
  const devices = [{ id: 'new' }, { id: 'a' }, { id: 'newer' }, { id: 'b' }];
  expect(inPlace(devices, ['b', 'gone', 'a']).map(({ id }) => id)).toEqual(['b', 'a', 'new', 'newer']);
});
