import { expect, test } from 'vitest';
import { dividerAfter, dividerAtFirst, dividerHeld } from './divider.ts';

const looking = { isAttending: true, read: 9 };
const away = { isAttending: false, read: 9 };

test('a chat with unread messages opens with the line behind what was read, another without', () => {
  expect(dividerAtFirst({ read: 4, unread: 2 }).behind).toBe(4);
  expect(dividerAtFirst({ read: 4, unread: 0 }).behind).toBe(null);
});

test('what comes while one looks moves no line', () => {
  const none = dividerAtFirst({ read: 4, unread: 0 });
  expect(dividerAfter(none, looking)).toBe(none);
  const there = dividerAtFirst({ read: 4, unread: 2 });
  expect(dividerAfter(there, looking)).toBe(there);
});

test('the first that comes while one is away sets the line behind what was read, further ones leave it', () => {
  const set = dividerAfter(dividerAtFirst({ read: 4, unread: 2 }), away);
  expect(set.behind).toBe(9);
  expect(dividerAfter(set, away)).toBe(set);
});

test('whoever marked messages unread keeps the line there, and nothing marks them read', () => {
  const held = dividerHeld(7);
  expect(held).toEqual({ behind: 6, isHeld: true });
  expect(dividerAfter(held, away)).toBe(held);
});
