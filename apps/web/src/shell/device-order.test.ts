import type { Device } from '@kith/client';
import { expect, test } from 'vitest';
import { ordered } from './device-order.ts';

function device(label: string, given: Partial<Device> = {}): Device {
  return {
    id: label,
    name: label,
    label,
    platform: null,
    joinedAt: 0,
    lastSeenAt: null,
    online: false,
    presence: 'offline',
    current: false,
    linkedBy: null,
    quarantineUntil: null,
    ...given,
  };
}

const labels = (devices: readonly Device[]) => ordered(devices).map(({ label }) => label);

test('this device is first, then those that are here, then those that were seen last', () => {
  const devices = [
    device('long ago', { lastSeenAt: 1 }),
    device('lately', { lastSeenAt: 9 }),
    device('here', { online: true, lastSeenAt: 1 }),
    device('this', { current: true }),
  ];
  expect(labels(devices)).toEqual(['this', 'here', 'lately', 'long ago']);
});

test('a device that was never seen counts from when it joined', () => {
  const devices = [device('seen', { lastSeenAt: 5 }), device('joined', { joinedAt: 7 })];
  expect(labels(devices)).toEqual(['joined', 'seen']);
});

test('devices that are here stand by label, whatever their last sign of life', () => {
  const here = (label: string, lastSeenAt: number) => device(label, { online: true, lastSeenAt });
  expect(labels([here('tab 10', 9), here('tab 2', 5), here('tab 1', 7)])).toEqual([
    'tab 1',
    'tab 2',
    'tab 10',
  ]);
});
