import type { Device } from '@kith/client';
import { expect, test } from 'vitest';
import { quarantineOf } from './quarantine.ts';

function device(id: string, quarantineUntil: number | null, current = false): Device {
  return {
    id,
    name: id,
    label: id,
    platform: null,
    joinedAt: 0,
    lastSeenAt: null,
    online: true,
    presence: 'online',
    current,
    linkedBy: null,
    quarantineUntil,
  };
}

test('a device in quarantine is told until when, and which devices may approve', () => {
  const devices = [device('new', 10, true), device('newer', 20), device('old', null), device('grown', 5)];
  const found = quarantineOf(devices, 9);
  expect([found?.until, found?.others.map(({ id }) => id)]).toEqual([10, ['old', 'grown']]);
});

test('a quarantine ends with its moment', () => {
  expect(quarantineOf([device('new', 10, true)], 10)).toBeNull();
  expect(quarantineOf([device('old', null, true)], 0)).toBeNull();
});
