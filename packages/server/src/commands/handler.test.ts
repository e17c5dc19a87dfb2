import { expect, test } from 'vitest';
import { digestOf } from './handler.ts';

const update = { method: 'users.update' } as const;

test('a command id is bound to the method and the params, not to the id itself, the age or the order of members', () => {
  const digest = digestOf(update, { id: 'a', displayName: 'Ada', handle: 'ada' });
  expect(digestOf(update, { handle: 'ada', displayName: 'Ada', id: 'b', ageMs: 5 })).toBe(digest);
  expect(digestOf({ method: 'users.create' }, { id: 'a', displayName: 'Ada', handle: 'ada' })).not.toBe(
    digest,
  );
  expect(digestOf(update, { id: 'a', displayName: 'Eve', handle: 'ada' })).not.toBe(digest);
  expect(digestOf({ ...update, app: 'x' }, { id: 'a', displayName: 'Ada', handle: 'ada' })).not.toBe(digest);
});
