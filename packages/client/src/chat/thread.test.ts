import type { Result } from '@kith/protocol';
import { expect, test } from 'vitest';
import type { Entry } from './entry.ts';
import { Shown } from './shown.ts';
import { ChatThread } from './thread.ts';
import { previewOf, type ToldMessage } from './told.ts';

function message(seq: number, text = `text ${seq}`): ToldMessage {
  const rest = {
    replyTo: null,
    mentions: [],
    editedAt: null,
    deletedAt: null,
    deletedBy: null,
    reactions: [],
  };
  const said = { id: `msg_${seq}`, chat: 'cht', seq, at: seq, user: 'me', device: 'dev', text, replies: 0 };
  return { kind: 'message', ...said, ...rest };
}

function entry(more: Partial<Entry>): Entry {
  const kept = {
    key: 'own',
    id: 'own',
    chat: 'cht',
    user: 'me',
    text: 'text 1',
    replyTo: null,
    at: 1,
    order: 1,
  };
  return { ...kept, after: 0, wasSent: true, tab: 'tab', error: null, state: 'sending', ...more };
}

function stage(unsent: readonly Entry[]) {
  const pages: ((page: Result<'messages.list'>) => void)[] = [];
  const thread = new ChatThread({
    reading: { me: 'me', previewed: (id) => previewOf({ ...message(0), id }) },
    shown: new Shown({
      me: () => 'me',
      keyOf: (id) => (id === 'msg_1' ? 'own' : id),
      overlaid: (it) => it,
      pending: () => null,
    }),
    unsent: () => unsent,
    list: () => new Promise((resolve) => pages.push(resolve)),
    seqOf: async () => 0,
    isOpen: () => true,
    newest: () => undefined,
    onLoaded: () => undefined,
    onNewest: () => undefined,
    onClose: () => undefined,
  });
  const answer = async (...messages: ToldMessage[]) => {
    pages.shift()?.({ messages, lines: [], users: [], hasBefore: true, hasAfter: false });
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  return { thread, answer, keys: () => thread.get().items.map(({ key }) => key) };
}

test.each([
  ['was taken for what an event told', entry({ claimed: 'msg_1' })],
  ['is stored', entry({ state: 'sent', stored: { id: 'msg_1', seq: 1, at: 1 } })],
])('an own message that %s shows until the page is here, and then once', async (_, own) => {
  const { answer, keys } = stage([own]);
  expect(keys()).toEqual(['own']);
  await answer(message(1), message(2));
  expect(keys()).toEqual(['own', 'msg_2']);
});

test('what did not change keeps its reference, so that a row is not rendered again', async () => {
  const { thread, answer } = stage([]);
  await answer(message(1), message(2));
  const [first, second] = thread.get().items;
  const before = thread.get();
  thread.touch();
  expect(thread.get()).toBe(before);
  const data = { chat: 'cht', message: 'msg_1', seq: 1, user: 'other', emoji: '👍' };
  const actor = { user: 'other', device: null };
  thread.event({ cursor: '', topic: 'chat:cht', seq: 3, at: 3, type: 'reaction.added', actor, data });
  expect(thread.get().items[0]).not.toBe(first);
  expect(thread.get().items[1]).toBe(second);
});

test('a thread holds six hundred messages at most, around what is looked at', async () => {
  const { thread, answer } = stage([]);
  const numbered = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => message(from + index));
  await answer(...numbered(951, 1000));
  for (let first = 901; first > 1; first -= 50) {
    void thread.before();
    await answer(...numbered(first, first + 49));
  }
  const { items, hasAfter } = thread.get();
  expect([items.length, items[0]?.seq, hasAfter]).toEqual([600, 51, true]);
});
