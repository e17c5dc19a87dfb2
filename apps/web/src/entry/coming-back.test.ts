import type { Status } from '@kith/client';
import { expect, it } from 'vitest';
import { cameBack } from './coming-back.ts';

const later = { retryAt: 0, attempt: 1, pending: 0 } as const;

it.each<[Status, ReturnType<typeof cameBack>]>([
  [{ name: 'starting', pending: 0 }, undefined],
  [{ name: 'connecting', pending: 0 }, undefined],
  [{ name: 'live', pending: 2 }, 'in'],
  [{ name: 'signed-out', reason: 'expired', pending: 0 }, 'password'],
  [{ name: 'signed-out', reason: 'ended', pending: 0 }, 'password'],
  [{ name: 'signed-out', reason: 'revoked', by: 'Phone', pending: 0 }, 'revoked'],
  [{ name: 'offline', ...later }, 'unreachable'],
  [{ name: 'stopped', why: 'origin', pending: 0 }, 'unreachable'],
])('whoever is remembered and finds the status %j is: %s', (status, came) => {
  expect(cameBack(status)).toBe(came);
});
