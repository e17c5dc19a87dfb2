import { expect, test } from 'vitest';
import { candidates, completed, mentionAt } from './mention-query.ts';

test.each([
  ['@', 1, { from: 0, typed: '' }],
  ['hi @An', 6, { from: 3, typed: 'an' }],
  ['hi @Аня', 7, { from: 3, typed: 'аня' }],
  ['hi @an na', 9, null],
  ['a@an', 4, null],
  ['hi @anna', 3, null],
])('in %j with the caret at %i the query is %j', (text, caret, query) => {
  expect(mentionAt(text, caret)).toEqual(query);
});

const people = [
  { id: '1', handle: 'joanna', displayName: null },
  { id: '2', handle: 'anna', displayName: 'Zoe' },
  { id: '3', handle: 'x1', displayName: 'Maria Ann' },
  { id: '4', handle: 'ann', displayName: null },
  { id: '5', handle: 'annika', displayName: null, deleted: true as const },
];

test('the handle itself comes first, then those that begin so, names, and those that hold it; nobody deleted', () => {
  expect(candidates(people, 'ann').map(({ handle }) => handle)).toEqual(['ann', 'anna', 'x1', 'joanna']);
});

test('with nothing typed it may be anybody', () => {
  expect(candidates(people, '')).toHaveLength(4);
});

test('a mention is completed where the caret is, with one blank behind it', () => {
  const done = completed('hi @an there', { from: 3, caret: 6, handle: 'anna' });
  expect(done).toEqual({ text: 'hi @anna there', caret: 9 });
});
