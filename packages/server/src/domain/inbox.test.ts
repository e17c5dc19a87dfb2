import { kithApp } from '@kith/protocol';
import { expect, test } from 'vitest';
import { readers } from '../../../../test/chats/readers.ts';
import { no, yes } from '../../../../test/support/scene.ts';
import type { InboxPlace } from './inbox.ts';

type Room = ReturnType<typeof readers>;
type Person = ReturnType<Room['person']>;

function stage() {
  const room = readers();
  const [ada, bob] = [room.person('ada'), room.person('bob')];
  const chat = room.group(ada, [bob], { history: 'joined' });
  return { room, ada, bob, chat };
}

const inbox = (room: Room, { device }: Person, before?: InboxPlace) =>
  yes(room.read('inbox', { device, before }));

function kinds(room: Room, who: Person): (string | null | undefined)[][] {
  return inbox(room, who).entries.map(({ kind, message }) => [kind, message?.text]);
}

test('mentions, answers, chats that others put one into: newest first, with who did it', () => {
  const { room, ada, bob, chat } = stage();
  room.scene.later(1);
  const { id } = room.say(bob, chat, 'mine');
  room.scene.later(1);
  room.say(ada, chat, 'hey @bob');
  room.scene.later(1);
  room.say(ada, chat, 'answer', id);
  const { entries, users, next } = inbox(room, bob);
  expect(entries[0]).toEqual({
    kind: 'reply',
    at: room.state.now,
    chat: { id: chat, kind: 'group', title: 'Team' },
    by: ada.user,
    message: expect.objectContaining({ text: 'answer', user: ada.user }),
  });
  expect(entries.map(({ kind }) => kind)).toEqual(['reply', 'mention', 'added']);
  expect(users.map(({ handle }) => handle)).toEqual(['ada']);
  expect(next).toBeNull();
});

test('what one may not see now is not there: of chats one has left, and of messages that were taken back', () => {
  const { room, ada, bob, chat } = stage();
  const { id: message } = room.say(ada, chat, 'one @bob');
  room.say(ada, chat, 'two @bob');
  yes(room.ask(ada, 'messages.delete', { chat, message }));
  expect(kinds(room, bob)).toContainEqual(['mention', 'two @bob']);
  expect(JSON.stringify(inbox(room, bob))).not.toContain('one @bob');
  yes(room.ask(bob, 'chats.leave', { chat }));
  expect(kinds(room, bob)).toEqual([]);
  yes(room.ask(ada, 'members.add', { chat, user: bob.user }));
  expect(kinds(room, bob)).toContainEqual(['mention', 'two @bob']);
});

test('a message of the time while one was away stays hidden, also where it comes to mention one', () => {
  const { room, ada, bob, chat } = stage();
  yes(room.ask(bob, 'chats.leave', { chat }));
  const { id: message } = room.say(ada, chat, 'of nobody');
  yes(room.ask(ada, 'members.add', { chat, user: bob.user }));
  yes(room.ask(ada, 'messages.edit', { chat, message, text: 'of @bob' }));
  expect(kinds(room, bob)).toEqual([['added', undefined]]);
});

test('page by page each entry comes once, also of one moment, and where much is passed over', () => {
  const { room, ada, bob, chat } = stage();
  const left = room.group(ada, [bob]);
  for (let index = 0; index < 60; index += 1) room.say(ada, chat, `old ${index} @bob`);
  for (let index = 0; index < 520; index += 1) room.say(ada, left, '@bob');
  for (let index = 0; index < 60; index += 1) room.say(ada, chat, `new ${index} @bob`);
  yes(room.ask(bob, 'chats.leave', { chat: left }));
  const seen: (string | null | undefined)[] = [];
  for (let before: InboxPlace | undefined; ; ) {
    const { entries, next } = inbox(room, bob, before);
    expect(entries.length).toBeLessThanOrEqual(50);
    seen.push(...entries.map(({ message }) => message?.text));
    if (next === null) break;
    before = next;
  }
  const mentions = seen.filter((text) => text !== undefined);
  expect(new Set(mentions).size).toBe(120);
  expect(mentions).toHaveLength(120);
});

test('nothing by whom one blocks is there, also where that is more than a page looks at; unblocked, it is', () => {
  const { room, ada, bob, chat } = stage();
  const cyd = room.person('cyd');
  yes(room.ask(ada, 'members.add', { chat, user: cyd.user }));
  room.say(cyd, chat, 'from cyd @bob');
  for (let index = 0; index < 520; index += 1) room.say(ada, chat, '@bob');
  room.choose(bob, `block.${ada.user}`, true);
  const first = inbox(room, bob);
  expect(first).toMatchObject({ entries: [], users: [] });
  const second = inbox(room, bob, first.next ?? undefined);
  expect(second.entries.map(({ message }) => message?.text)).toEqual(['from cyd @bob']);
  expect(second.next).toBeNull();
  const op = { id: 'unblock', key: `block.${ada.user}`, unset: true, base: 0, ageMs: 0 } as const;
  yes(room.scene.by(bob.device, 'settings.edit', { app: kithApp, op }, op.id));
  expect(inbox(room, bob).entries).toHaveLength(50);
});

test('a device without a user has no inbox', () => {
  const { room } = stage();
  expect(no(room.read('inbox', { device: room.scene.device() }))).toBe('forbidden');
});
