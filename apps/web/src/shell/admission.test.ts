import type { Status } from '@kith/client';
import { describe, expect, test } from 'vitest';
import { type Admission, admissionTo, type Visit } from './admission.ts';

const live: Status = { name: 'live', pending: 0 };
const offline: Status = { name: 'offline', retryAt: 0, attempt: 3, pending: 0 };
const starting: Status = { name: 'starting', pending: 0 };
const stopped: Status = { name: 'stopped', why: 'origin', pending: 0 };

function visit(given: Partial<Visit>): Admission {
  return admissionTo({
    needs: 'user',
    status: live,
    hasDevice: true,
    hasUser: true,
    isKnown: true,
    here: '/devices',
    ...given,
  });
}

function signedOut(reason: 'never' | 'ended' | 'expired', isKnown: boolean): Partial<Visit> {
  return { status: { name: 'signed-out', reason, pending: 0 }, hasDevice: false, hasUser: false, isKnown };
}

describe('somebody who is not logged in', () => {
  test.each([
    ['never', false, '/register?next=%2Fdevices'],
    ['never', true, '/login?next=%2Fdevices'],
    ['ended', true, '/login?next=%2Fdevices'],
    ['ended', false, '/login?next=%2Fdevices'],
    ['expired', true, '/login?next=%2Fdevices&why=expired'],
  ] as const)('(%s, known here: %s) is led to %s', (reason, isKnown, href) => {
    expect(visit(signedOut(reason, isKnown))).toEqual({ name: 'elsewhere', href });
  });

  test('comes back to the page with its query', () => {
    const admission = visit({ ...signedOut('ended', true), here: '/link?request=lnk_1&a=b c' });
    const href = admission.name === 'elsewhere' ? admission.href : '';
    expect(new URL(href, 'http://kith').searchParams.get('next')).toBe('/link?request=lnk_1&a=b c');
  });

  test('is told who signed this device out, rather than led away', () => {
    const status: Status = { name: 'signed-out', reason: 'revoked', by: 'Phone', pending: 0 };
    expect(visit({ status, hasDevice: false })).toEqual({ name: 'signed-out', by: 'Phone' });
  });

  test('is out even where the device is still remembered as the one in use', () => {
    expect(visit({ ...signedOut('expired', true), hasDevice: true, hasUser: true }).name).toBe('elsewhere');
  });
});

describe('a device without a user', () => {
  test('sees what needs a device alone', () => {
    expect(visit({ needs: 'device', hasUser: false })).toEqual({ name: 'in' });
  });

  test('is led home, where it gets one', () => {
    expect(visit({ hasUser: false })).toEqual({ name: 'elsewhere', href: '/' });
  });

  test.each([offline, stopped, starting])('waits while the server may know better: %o', (status) => {
    expect(visit({ status, hasUser: false })).toEqual({ name: 'wait' });
  });
});

test('before anything is remembered, everybody waits', () => {
  expect(visit({ status: starting, hasDevice: false, hasUser: false })).toEqual({ name: 'wait' });
});

test.each([live, offline, stopped])('a device with a user is in, connected or not: %o', (status) => {
  expect(visit({ status })).toEqual({ name: 'in' });
});
