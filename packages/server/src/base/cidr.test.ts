import { expect, test } from 'vitest';
import { addressMatcher } from './cidr.ts';

test('an address within a range matches, IPv4 written as IPv6 too', () => {
  const matches = addressMatcher(['10.0.0.0/8', '192.0.2.7', 'fd00::/8']);
  expect(['10.1.2.3', '::ffff:10.1.2.3', '192.0.2.7', 'fd12::1'].filter(matches)).toHaveLength(4);
  expect(['11.0.0.1', '192.0.2.8', 'fe80::1', '', 'localhost', '10.1.2'].filter(matches)).toEqual([]);
});

test('no range matches nothing', () => {
  expect(addressMatcher([])('127.0.0.1')).toBe(false);
});
