import type { ChatEntry } from '@kith/client/chat';
import { expect, test } from 'vitest';
import { type Filter, shownChats } from './shown.ts';

function chat(id: string, facts: Partial<ChatEntry> = {}): ChatEntry {
  return {
    id,
    kind: 'group',
    title: id,
    purpose: null,
    history: 'all',
    listed: false,
    memberCount: 2,
    role: 'member',
    read: 0,
    unread: 0,
    mentions: 0,
    lastMessage: null,
    at: 0,
    partner: null,
    presence: null,
    isRequest: false,
    isMuted: false,
    isPinned: false,
    isArchived: false,
    draft: null,
    unsent: 0,
    failed: 0,
    typing: [],
    ...facts,
  };
}

const ada = { id: 'usr_1', handle: 'countess', displayName: 'Ada' };
const chats = [
  chat('Élan vital', { unread: 2 }),
  chat('Ada', { kind: 'direct', partner: ada }),
  chat('Поход в горы', { kind: 'channel' }),
  chat('old', { isArchived: true, unread: 1 }),
  chat('stranger', { kind: 'direct', isRequest: true, unread: 1 }),
];

function shown(filter: Filter, query = ''): readonly string[] {
  return shownChats(chats, { filter, query, nameOf: ({ id }) => id }).map(({ id }) => id);
}

test.each<[Filter, readonly string[]]>([
  ['all', ['Élan vital', 'Ada', 'Поход в горы']],
  ['unread', ['Élan vital']],
  ['direct', ['Ada']],
  ['groups', ['Élan vital', 'Поход в горы']],
  ['archived', ['old']],
  ['requests', ['stranger']],
])('the filter %s shows its chats, in their order', (filter, ids) => {
  expect(shown(filter)).toEqual(ids);
});

test.each([
  ['elan', ['Élan vital']],
  ['ГОРЫ поход', ['Поход в горы']],
  ['COUNT', ['Ada']],
  ['old', ['old']],
  ['nobody', []],
])('who looks for “%s” finds it by parts of its words, wherever it is put away', (query, ids) => {
  expect(shown('unread', query)).toEqual(ids);
});
