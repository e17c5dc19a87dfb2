import { expect, test } from 'vitest';
import { ordered } from './device-order.ts';

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
