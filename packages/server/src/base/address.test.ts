import { expect, test } from 'vitest';
import { networkPart, plainAddress } from './address.ts';

test.each([
  ['192.0.2.77', '192.0.2.0/24'],
  ['::ffff:192.0.2.77', '192.0.2.0/24'],
  ['2001:db8:1:2::5', '2001:db8:1::/48'],
  ['2001:DB8::5', '2001:db8:0::/48'],
  ['::1', '0:0:0::/48'],
  ['fe80::1%eth0', 'fe80:0:0::/48'],
  ['nonsense', 'nonsense'],
])('the network of %s is %s', (ip, network) => {
  expect(networkPart(ip, { v4: 24, v6: 48 })).toBe(network);
});

test('only IPv4 in IPv6 clothes is undressed', () => {
  expect(plainAddress('::ffff:10.0.0.1')).toBe('10.0.0.1');
  expect(plainAddress('::ffff:999.0.0.1')).toBe('::ffff:999.0.0.1');
  expect(plainAddress('::ffff:a')).toBe('::ffff:a');
});
