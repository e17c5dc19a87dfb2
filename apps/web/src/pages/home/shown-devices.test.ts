import type { Device } from '@kith/client';
import { describe, expect, it } from 'vitest';
import { ordered } from '../../shell/device-order.ts';
import { shownFirst } from './shown-devices.ts';

function device(label: string, given: Partial<Device> = {}): Device {
  return {
    id: `dev_${label}`,
    name: label,
    label,
    platform: null,
    joinedAt: 1,
    lastSeenAt: null,
    online: false,
    presence: 'offline',
    current: false,
    linkedBy: null,
    quarantineUntil: null,
    ...given,
  };
}

describe('the devices that home shows', () => {
  it('are the first in the order of all lists', () => {
    const devices = [device('c'), device('a'), device('d', { online: true }), device('z', { current: true })];
    expect(shownFirst(devices).shown).toEqual(ordered(devices));
  });

  it('are five at most, and the others are counted', () => {
    const devices = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((label) => device(label));
    expect(shownFirst(devices)).toMatchObject({ more: 2 });
    expect(shownFirst(devices).shown).toHaveLength(5);
    expect(shownFirst(devices.slice(0, 5)).more).toBe(0);
  });
});
