import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { lanAddresses, offeredAddresses } from './lan.ts';

function at(address: string, others: Partial<NetworkInterfaceInfo> = {}): NetworkInterfaceInfo {
  const plain = { address, netmask: '', mac: '', internal: false, cidr: null, family: 'IPv4' };
  return { ...plain, ...others } as NetworkInterfaceInfo;
}

test('private addresses of real interfaces come first, those of containers and tunnels last', () => {
  const interfaces = {
    lo: [at('127.0.0.1', { internal: true }), at('::1', { internal: true, family: 'IPv6' })],
    docker0: [at('172.17.0.1')],
    'br-0f3e': [at('203.0.113.1')],
    tailscale0: [at('100.64.0.7')],
    eth1: [at('203.0.113.9')],
    wlan0: [at('fe80::1', { family: 'IPv6' }), at('192.168.1.23')],
    eth0: [at('10.0.0.4'), at('169.254.7.7')],
  };
  expect(lanAddresses(interfaces)).toEqual([
    '192.168.1.23',
    '10.0.0.4',
    '203.0.113.9',
    '172.17.0.1',
    '203.0.113.1',
    '100.64.0.7',
  ]);
});

test('172.16 to 172.31 are private, 172.32 is not', () => {
  const interfaces = { eth0: [at('172.32.0.1'), at('172.31.0.1'), at('172.16.0.1'), at('172.15.0.1')] };
  expect(lanAddresses(interfaces)).toEqual(['172.31.0.1', '172.16.0.1', '172.32.0.1', '172.15.0.1']);
});

test('without --lan nothing is offered, and with a host of one address only that', () => {
  expect(offeredAddresses({ lan: false, host: '0.0.0.0' })).toEqual([]);
  expect(offeredAddresses({ lan: true, host: '192.168.1.23' })).toEqual(['192.168.1.23']);
});
