import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { remoteBehind } from './remote.ts';

function request(remoteAddress: string, forwarded?: string): IncomingMessage {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return { socket: { remoteAddress }, headers } as unknown as IncomingMessage;
}

const ipOf = (trusted: string[], address: string, forwarded?: string) =>
  remoteBehind(trusted)(request(address, forwarded)).ip.replace('/32', '');

test('without trusted proxies, what the client says of itself is not believed', () => {
  expect(ipOf([], '203.0.113.5', '198.51.100.1')).toBe('203.0.113.5');
});

test('behind a trusted proxy, the right-most address that is no proxy is the client', () => {
  expect(ipOf(['10.0.0.0/8'], '10.0.0.2', '198.51.100.1, 203.0.113.5')).toBe('203.0.113.5');
  expect(ipOf(['10.0.0.0/8'], '10.0.0.2', '6.6.6.6, 203.0.113.5, 10.0.0.9')).toBe('203.0.113.5');
});

test('a proxy that says nothing, or nothing readable, is the client itself', () => {
  expect(ipOf(['10.0.0.2'], '10.0.0.2')).toBe('10.0.0.2');
  expect(ipOf(['10.0.0.2'], '10.0.0.2', 'unknown')).toBe('10.0.0.2');
});

test('IPv4 in IPv6 clothes is IPv4, and IPv6 is counted by its /64', () => {
  expect(ipOf(['10.0.0.0/8'], '::ffff:10.0.0.2', '::ffff:203.0.113.5')).toBe('203.0.113.5');
  const one = ipOf([], '2001:db8:1:2:aaaa::1');
  expect(one).toBe(ipOf([], '2001:db8:1:2:bbbb::2'));
  expect(one).not.toBe(ipOf([], '2001:db8:1:3::1'));
  expect(ipOf([], '2001:db8::1')).not.toBe(ipOf([], '2001:db8:5::1'));
});
