import { expect, test } from 'vitest';
import { errorBodyIn } from './error-body.ts';

const refusal = { code: 'overloaded', retry: 'later', requestId: 'req_1' };

test('a refusal says what and whether to try again; all else is none', () => {
  expect(errorBodyIn(refusal)).toEqual(refusal);
  for (const told of [undefined, null, 5, 'later', [], {}, { code: 'overloaded' }, { ...refusal, code: 1 }])
    expect(errorBodyIn(told)).toBeUndefined();
});

test('a pause that is none is not taken: it would be one of nothing', () => {
  expect(errorBodyIn({ ...refusal, retryAfterMs: 700 })).toMatchObject({ retryAfterMs: 700 });
  for (const retryAfterMs of [-1, '700', null, Number.NaN])
    expect(errorBodyIn({ ...refusal, retryAfterMs })).toEqual(refusal);
});
