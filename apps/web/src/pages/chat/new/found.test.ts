import { expect, test } from 'vitest';
import { type Channel, nothingFound, withMore } from './found.ts';

function channel(id: string): Channel {
  return { id, kind: 'channel', title: id, purpose: null, memberCount: 1, joined: false };
}

const first = withMore(nothingFound, 'tea', { chats: [channel('a')], more: true }, undefined);

test('a further page goes behind the first', () => {
  const both = withMore(first, 'tea', { chats: [channel('b')], more: false }, 'a');
  expect(both).toEqual({ words: 'tea', chats: [channel('a'), channel('b')], more: false });
});

test('a page of an earlier search is dropped', () => {
  const other = withMore(first, 'cake', { chats: [channel('c')], more: false }, undefined);
  expect(withMore(other, 'tea', { chats: [channel('b')], more: false }, 'a')).toBe(other);
});

test('the same page twice counts once', () => {
  const both = withMore(first, 'tea', { chats: [channel('b')], more: true }, 'a');
  expect(withMore(both, 'tea', { chats: [channel('b')], more: true }, 'a')).toBe(both);
});
