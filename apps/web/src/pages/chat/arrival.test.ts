import { expect, test } from 'vitest';
import { placeIn } from '../../chats/place.ts';
import { headingId, openerId, rowId, searchFieldId, targets } from './arrival.ts';

/** What takes focus first on the way from one place to another. */
function first(from: string, to: string): string | undefined {
  return targets(placeIn(from), placeIn(to), 3)[0];
}

test('a chat that is opened takes focus to its heading', () => {
  expect(first('', 'c=a')).toBe(headingId.thread);
  expect(first('c=a', 'c=b')).toBe(headingId.thread);
});

test('what opens beside it takes focus, a search to its field', () => {
  expect(first('c=a', 'c=a&side=info')).toBe(headingId.side);
  expect(first('c=a', 'c=a&side=search')).toBe(searchFieldId);
});

test('what closes gives focus back to what opened it', () => {
  expect(first('c=a&side=info', 'c=a')).toBe(openerId('info'));
  expect(first('c=a', '')).toBe(rowId('a'));
});

test('where what should take focus is not there the heading of the page can', () => {
  expect(targets(placeIn('c=a'), placeIn(''), 1).at(-1)).toBe(headingId.list);
  expect(targets(placeIn('c=a'), placeIn('c=a&side=search'), 1).at(-1)).toBe(headingId.side);
});
