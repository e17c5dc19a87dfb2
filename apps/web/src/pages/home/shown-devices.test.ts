import type { Device } from '@kith/client';
import { describe, expect, it } from 'vitest';
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
  it('are this one, then those that are there, then by name', () => {
    const devices = [device('c'), device('a'), device('d', { online: true }), device('z', { current: true })];
    expect(shownFirst(devices).shown.map(({ label }) => label)).toEqual(['z', 'd', 'a', 'c']);
  });

  it('are five at most, and the others are counted', () => {
    const devices = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((label) => device(label));
    expect(shownFirst(devices)).toMatchObject({ more: 2 });
    expect(shownFirst(devices).shown).toHaveLength(5);
    expect(shownFirst(devices.slice(0, 5)).more).toBe(0);
  });
});
