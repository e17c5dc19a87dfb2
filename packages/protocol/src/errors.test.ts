import { describe, expect, test } from 'vitest';
import { type ErrorCode, errorBody, errorTable, refuse, rpcCode } from './errors.ts';

const entries = Object.entries(errorTable) as [ErrorCode, (typeof errorTable)[ErrorCode]][];

describe('the error table', () => {
  test.each(entries)('%s: has a status of the 4xx or 5xx family and one sentence', (_, { status, text }) => {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect(text).toMatch(/^[A-Z][^.]*\.$/);
  });

  test('says later exactly where the server, or its pace, is the reason', () => {
    const later = entries.filter(([, { retry }]) => retry === 'later').map(([code]) => code);
    const serverOrPace = entries
      .filter(([, { status }]) => status === 429 || status >= 500)
      .map(([code]) => code);
    expect(later).toEqual(serverOrPace);
  });

  test('says after-login exactly where a new token helps: at 401, but not when the device was revoked', () => {
    const unauthorized = entries.filter(([, { status }]) => status === 401);
    expect(unauthorized.map(([code, { retry }]) => [code, retry])).toEqual([
      ['unauthenticated', 'after-login'],
      ['token-expired', 'after-login'],
      ['device-revoked', 'never'],
    ]);
    expect(entries.filter(([, { retry }]) => retry === 'after-login')).toHaveLength(2);
  });
});

describe('a refusal', () => {
  test('is told with the retry class of the table and the id of the request', () => {
    expect(errorBody(refuse('rate-limited', { retryAfterMs: 1200 }), 'r1')).toEqual({
      code: 'rate-limited',
      retry: 'later',
      retryAfterMs: 1200,
      requestId: 'r1',
    });
  });

  test('tells what it was given and nothing else', () => {
    expect(errorBody(refuse('device-revoked', { by: 'Phone' }), 'r1')).toEqual({
      code: 'device-revoked',
      retry: 'never',
      by: 'Phone',
      requestId: 'r1',
    });
    expect(errorBody(refuse('not-found'), 'r1')).toEqual({
      code: 'not-found',
      retry: 'never',
      requestId: 'r1',
    });
  });
});

test('the JSON-RPC code is a reserved one for malformed calls only', () => {
  const reserved = entries.map(([code]) => code).filter((code) => rpcCode(code) !== -32000);
  expect(reserved.map((code) => [code, rpcCode(code)])).toEqual([
    ['bad-request', -32600],
    ['validation-failed', -32602],
  ]);
});
