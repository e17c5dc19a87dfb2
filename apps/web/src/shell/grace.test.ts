import type { Status } from '@kith/client';
import { describe, expect, test } from 'vitest';
import { lasted, told, untold } from './grace.ts';

const live: Status = { name: 'live', pending: 0 };
const waiting: Status = { name: 'waiting', retryAt: 1000, attempt: 1, why: 'lost', pending: 0 };
const offline: Status = { name: 'offline', retryAt: 2000, attempt: 3, pending: 0 };
const connecting: Status = { name: 'connecting', pending: 0 };

const wasLive = told(untold, live);

describe('trouble', () => {
  test.each([waiting, connecting])('that is young is not shown: %o', (status) => {
    expect(told(wasLive, status).shown).toEqual(live);
  });

  test('that has lasted is shown as it is now, not as it began', () => {
    const again: Status = { ...waiting, attempt: 2 };
    expect(lasted(told(told(wasLive, waiting), again)).shown).toBe(again);
  });

  test.each([untold, wasLive, told(wasLive, waiting)])(
    'has lasted after three attempts, whatever was: %o',
    (it) => {
      expect(told(it, offline)).toEqual({ status: offline, trouble: 'lasting', shown: offline });
    },
  );

  test('that has lasted shows each step of it at once', () => {
    expect(told(lasted(told(wasLive, waiting)), offline).shown).toBe(offline);
  });

  test('stays young from one step to the next, so that its pause does not begin anew', () => {
    expect(told(told(wasLive, waiting), { ...waiting, attempt: 2 }).trouble).toBe('young');
  });

  test('that is over gives a new pause to the next', () => {
    const next = told(told(lasted(told(wasLive, waiting)), live), waiting);
    expect([next.trouble, next.shown]).toEqual(['young', live]);
  });

  test('never hides what waits to be saved', () => {
    expect(told(wasLive, { ...waiting, pending: 2 }).shown).toEqual({ name: 'live', pending: 2 });
  });
});

test('at first nothing is shown, since nothing is known', () => {
  expect(told(untold, connecting).shown).toBeNull();
  expect(lasted(told(untold, connecting)).shown).toBe(connecting);
});

test('after a sign-out, the way back is not called signed out', () => {
  expect(
    told(told(wasLive, { name: 'signed-out', reason: 'ended', pending: 0 }), connecting).shown,
  ).toBeNull();
});

test.each<Status>([
  live,
  { name: 'signed-out', reason: 'revoked', by: 'Phone', pending: 0 },
  { name: 'stopped', why: 'origin', pending: 0 },
])('good and final news are shown at once: %o', (status) => {
  expect(told(told(wasLive, waiting), status).shown).toBe(status);
});

test('a pause that ends after the trouble did changes nothing', () => {
  expect(lasted(wasLive)).toBe(wasLive);
});
