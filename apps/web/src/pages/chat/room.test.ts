import { expect, test } from 'vitest';
import { headedPane, type Room, shownPanes } from './room.ts';

const rooms: readonly Room[] = [1, 2, 3];
const chats = [null, 'cht_1'];
const sides = [null, 'info', 'search'] as const;
const places = chats.flatMap((chat) => sides.map((side) => ({ chat, side })));

test.each(rooms)('with room for %i the pane with the heading is one that shows', (room) => {
  const hidden = places.filter((place) => !shownPanes(place, room).includes(headedPane(place, room)));
  expect(hidden).toEqual([]);
});

test.each(rooms)('no more panes show than there is room for: %i', (room) => {
  expect(places.filter((place) => shownPanes(place, room).length > room)).toEqual([]);
});

test('on a phone each place has one pane', () => {
  const shown = places.map((place) => shownPanes(place, 1).join());
  expect(shown).toEqual(['list', 'side', 'side', 'thread', 'side', 'side']);
});

test('the heading is that of the chat wherever its thread shows', () => {
  expect(headedPane({ chat: 'cht_1', side: 'info' }, 3)).toBe('thread');
  expect(headedPane({ chat: 'cht_1', side: 'info' }, 2)).toBe('side');
});
