import type { ChatEntry } from '@kith/client/chat';
import { expect, test } from 'vitest';
import { type Goal, goals } from './goals.ts';

const chats = [
  { id: 'Поход в горы', partner: null },
  { id: 'Ada Lovelace', partner: { id: 'usr_1', handle: 'countess', displayName: null } },
] as unknown as readonly ChatEntry[];

function told(goal: Goal): string {
  switch (goal.kind) {
    case 'chat':
      return goal.chat.id;
    case 'person':
      return `@${goal.handle}`;
    case 'messages':
      return `“${goal.query}”`;
  }
}

test.each([
  ['', ['Поход в горы', 'Ada Lovelace']],
  ['горы', ['Поход в горы', '“горы”']],
  ['Love', ['Ada Lovelace', '@love', '“Love”']],
  ['@countess', ['Ada Lovelace', '“@countess”']],
  ['@Ben', ['@ben', '“@Ben”']],
  ['two words', ['“two words”']],
])('“%s” leads to chats, then to a person whose handle it may be, then to messages', (query, expected) => {
  expect(goals(chats, query, ({ id }) => id).map(told)).toEqual(expected);
});
