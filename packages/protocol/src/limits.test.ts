import { describe, expect, test } from 'vitest';
import { defaultLimits, type LimitName, limitTable } from './limits.ts';

const names = Object.keys(limitTable) as LimitName[];

test.each(names)('%s is a positive whole number and says what it bounds', (name) => {
  const { value, says } = limitTable[name];
  expect(Number.isSafeInteger(value) && value > 0).toBe(true);
  expect(says).not.toBe('');
  expect(defaultLimits[name]).toBe(value);
});

describe('limits agree with each other', () => {
  test.each([
    ['settingValueBytes', 'frameBytes'],
    ['textBytes', 'frameBytes'],
    ['settingValueBytes', 'settingBytes'],
    ['settingValueBytes', 'syncBytes'],
    ['outboxSoftBytes', 'outboxHardBytes'],
    ['outboxHardBytes', 'nodeOutboxBytes'],
    ['sendBurst', 'frameBurst'],
    ['sendRate', 'frameRate'],
    ['settingOps', 'settingKeys'],
    ['userDevices', 'userSockets'],
  ] as const)('%s is below %s', (lesser, greater) => {
    expect(defaultLimits[lesser]).toBeLessThan(defaultLimits[greater]);
  });

  test('every rate has a burst that is no smaller', () => {
    for (const name of names.filter((it) => it.endsWith('Rate'))) {
      const burst = defaultLimits[name.replace(/Rate$/, 'Burst') as LimitName];
      expect(burst).toBeGreaterThanOrEqual(defaultLimits[name]);
    }
  });
});
