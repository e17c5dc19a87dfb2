import type { Message, Window } from '@kith/client/chat';
import { expect, test } from 'vitest';
import { aimAt, rowOf } from './aim.ts';
import { rowsOf } from './rows.ts';

const message = {
  kind: 'message',
  at: 0,
  user: 'anna',
  isOwn: false,
  text: 'text',
  replyTo: null,
  mentions: [],
  mentionsMe: false,
  editedAt: null,
  deletedBy: null,
  reactions: [],
  replies: 0,
  state: 'sent',
  error: null,
  pending: null,
} as const satisfies Partial<Message>;

/** Messages from one seq to another, of a chat in which there may be more. */
function place(
  aim: string | number | null,
  { from = 1, to = 3, ...rest }: Partial<Window & { from: number; to: number }>,
) {
  const items = Array.from({ length: to - from + 1 }, (_, at) => {
    const seq = from + at;
    return { ...message, id: `msg_${seq}`, key: `msg_${seq}`, seq };
  });
  const window: Window = {
    items,
    hasBefore: false,
    hasAfter: false,
    state: 'live',
    loading: null,
    error: null,
    ...rest,
  };
  const divider = typeof aim === 'number' ? aim : null;
  return rowOf(aimAt(aim), window, rowsOf(window.items, { divider, hasBefore: window.hasBefore }));
}

test('the end is the last row, once the window reaches it', () => {
  expect(place(null, {})).toBe(2);
  expect(place(null, { hasAfter: true })).toBe(undefined);
});

test('an empty chat has no row to go to, and waits for none', () => {
  expect(place(null, { items: [] })).toBe(-1);
});

test('a message is its row, where it is loaded', () => {
  expect(place('msg_2', {})).toBe(1);
  expect(place('msg_9', {})).toBe(undefined);
});

test('what is unread begins at the divider', () => {
  expect(place(1, {})).toBe(1);
});

test('what is unread and not loaded has to be fetched', () => {
  expect(place(3, { from: 7, to: 9, hasBefore: true })).toBe(undefined);
});

test('where nothing is unread any more, it is the end', () => {
  expect(place(3, {})).toBe(2);
});
