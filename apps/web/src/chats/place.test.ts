import { expect, test } from 'vitest';
import { addressOf, placeIn } from './place.ts';

test.each([
  ['', { chat: null, message: null, side: null, query: null }],
  ['c=cht_1', { chat: 'cht_1', message: null, side: null, query: null }],
  ['c=cht_1&m=msg_2', { chat: 'cht_1', message: 'msg_2', side: null, query: null }],
  ['c=cht_1&side=info', { chat: 'cht_1', message: null, side: 'info', query: null }],
  ['side=search', { chat: null, message: null, side: 'search', query: null }],
  [
    'c=cht_1&side=search&q=tea+%26+cake',
    { chat: 'cht_1', message: null, side: 'search', query: 'tea & cake' },
  ],
] as const)('the address ?%s is a place, and the place that address', (search, place) => {
  expect(placeIn(search)).toEqual(place);
  expect(addressOf(place)).toBe(search === '' ? '/chat' : `/chat?${search}`);
});

test('what is no place is the list', () => {
  expect(placeIn('c=&m=msg_1&side=elsewhere')).toEqual({
    chat: null,
    message: null,
    side: null,
    query: null,
  });
});
