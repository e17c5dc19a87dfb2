import type { HistoryEntry } from '@kith/client';
import { expect, test } from 'vitest';
import { linesOf } from './lines.ts';

const entry = (given: Partial<HistoryEntry>): HistoryEntry => ({
  entry: 'e',
  key: 'salary',
  scope: 'user',
  rev: 1,
  at: 1,
  editedAt: 1,
  device: 'a',
  cause: 'edit',
  ...given,
});

test('the newest edit that stood is what is now; one that lost never was', () => {
  const lines = linesOf([
    entry({ entry: 'c', rev: null, cause: 'superseded', new: 3 }),
    entry({ entry: 'b', rev: 2, cause: 'restore', new: 2 }),
    entry({ entry: 'a', rev: 1, new: 1 }),
  ]);
  expect(lines.map(({ entry: name, state, isRestored }) => [name, state, isRestored])).toEqual([
    ['c', 'lost', false],
    ['b', 'now', true],
    ['a', 'past', false],
  ]);
});

test('a setting that was taken back has no value', () => {
  expect(linesOf([entry({ old: 1, unset: true })])[0]?.value).toBeUndefined();
});
