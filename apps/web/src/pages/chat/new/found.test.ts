import { expect, test } from 'vitest';
import { type Channel, nothingFound, withMore } from './found.ts';

function channel(id: string): Channel {
  return { id, kind: 'channel', title: id, purpose: null, memberCount: 1, joined: false };
}

const first = withMore(nothingFound, 'tea', { chats: [channel('a')], next: 'p2' }, undefined);

test('a further page goes behind the first', () => {
  const both = withMore(first, 'tea', { chats: [channel('b')], next: null }, 'p2');
  expect(both).toEqual({ words: 'tea', chats: [channel('a'), channel('b')], next: null });
});

test('a page of an earlier search is dropped', () => {
  const other = withMore(first, 'cake', { chats: [channel('c')], next: 'p2' }, undefined);
  expect(withMore(other, 'tea', { chats: [channel('b')], next: null }, 'p2')).toBe(other);
});

test('the same page twice counts once', () => {
  const both = withMore(first, 'tea', { chats: [channel('b')], next: 'p3' }, 'p2');
  expect(withMore(both, 'tea', { chats: [channel('b')], next: 'p3' }, 'p2')).toBe(both);
});
