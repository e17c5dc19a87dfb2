import { expect, test } from 'vitest';
import { judge, type ResumeFacts } from './resume.ts';

const facts: ResumeFacts = { head: 100, floor: 10, check: 'abcdef01', userSince: 40 };
const at = (offset: number, rest: { epoch?: string; check?: string } = {}) => ({
  epoch: 'lineage1',
  check: 'abcdef01',
  ...rest,
  offset,
});

test.each([
  ['another lineage', at(50, { epoch: 'lineage2' }), 'foreign'],
  ['an offset that is not there yet', at(101), 'future'],
  ['an offset that is trimmed away', at(9), 'trimmed'],
  ['another event at this offset', at(50, { check: '00000000' }), 'rewound'],
  ['a time when the device had another user', at(39), 'user-changed'],
])('a cursor of %s resets: it is %s', (_, position, reason) => {
  expect(judge(position, 'lineage1', facts)).toEqual({ resumed: false, reason });
});

test.each([40, 50, 100])('a cursor within what the device may read resumes (%i)', (offset) => {
  const position = at(offset);
  expect(judge(position, 'lineage1', facts)).toEqual({ resumed: true, position });
});

test('the trim point itself resumes: nothing behind it is missing', () => {
  expect(judge(at(10), 'lineage1', { ...facts, userSince: 0 }).resumed).toBe(true);
});

test('where the check of the log is unknown, nothing is believed', () => {
  expect(judge(at(50), 'lineage1', { ...facts, check: undefined }).resumed).toBe(false);
});
