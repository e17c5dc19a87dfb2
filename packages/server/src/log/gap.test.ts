import { parseCursor } from '@kith/protocol';
import { expect, test } from 'vitest';
import { cursorWithin, gapAt } from './gap.ts';

const gap = { after: 100, upTo: 300, check: 'abcdef01', limit: 1000 };
const at = (offset: number) => ({ epoch: 'lineage1', offset, check: '01234567' });
const part = 'l100-300-abcdef01-1000';

test('the largest gap fits into a cursor, and comes back from it', () => {
  const largest = { ...gap, after: 8_999_999_999_999_998, upTo: 9_000_000_000_000_000 };
  const position = parseCursor(cursorWithin(largest, at(8_999_999_999_999_999)));
  expect(position && gapAt(position)).toEqual(largest);
});

test('a cursor remembers the gap from its beginning until it has passed its end', () => {
  expect([100, 299, 300, 301].map((offset) => parseCursor(cursorWithin(gap, at(offset)))?.part)).toEqual([
    part,
    part,
    undefined,
    undefined,
  ]);
});

test.each([
  ['there is no part', { offset: 200 }],
  ['the part is of a snapshot', { offset: 200, part: 's3-9' }],
  ['the position is before it', { offset: 99, part }],
  ['the position is behind it', { offset: 300, part }],
  ['its check is cut', { offset: 200, part: 'l100-300-abcdef-10' }],
])('nothing is skipped where %s', (_, position) => {
  expect(gapAt(position)).toBeUndefined();
});
