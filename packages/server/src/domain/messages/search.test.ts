import { expect, test } from 'vitest';
import { readers } from '../../../../../test/chats/readers.ts';
import { no, yes } from '../../../../../test/support/scene.ts';
import { known } from '../../base/assert.ts';
import type { Message } from '../rows.ts';

type Room = ReturnType<typeof readers>;

/** Puts the row of a message that nobody needs to have sent. */
function lay(room: Room, chatId: string, seq: number, text: string): void {
  const rest = {
    deviceId: null,
    replyTo: null,
    mentions: null,
    editedAt: null,
    deletedAt: null,
    deletedBy: null,
  };
  const row: Message = {
    ...rest,
    chatId,
    seq,
    id: `${chatId} ${seq}`,
    at: seq,
    userId: 'usr_a',
    text,
    live: 1,
  };
  room.state.put('messages', row);
}

test('neither what is found nor whether there is more depends on what stands in chats of others, however much', () => {
  const room = readers();
  const ada = room.person('ada');
  lay(room, room.group(ada), 100, 'sail');
  // More chats than are told to the index at once.
  for (let index = 0; index < 70; index += 1) room.group(ada);
  for (let seq = 1; seq <= 11_000; seq += 1) lay(room, 'cht_other', seq, 'sail and anchor');
  expect(yes(room.search(ada, 'sail'))).toMatchObject({ messages: [{ seq: 100 }], next: null });
  expect(yes(room.search(ada, 'anchor'))).toMatchObject({ messages: [], next: null });
});

test('nor on what was said in own chats before one came, however much', () => {
  const room = readers();
  const [ada, bob] = [room.person('ada'), room.person('bob')];
  lay(room, room.group(ada), 100, 'sail');
  const joined = room.group(bob, [], { history: 'joined' });
  for (let seq = 1_000; seq < 12_000; seq += 1) lay(room, joined, seq, 'sail and anchor');
  yes(room.ask(bob, 'members.add', { chat: joined, user: ada.user }));
  const member = known(room.member(joined, ada), 'she is in');
  room.state.remove('stays', ada.user, joined, member.since);
  room.state.put('stays', { userId: ada.user, chatId: joined, from: 20_000, to: null });
  room.state.put('members', { ...member, since: 20_000 });
  expect(yes(room.search(ada, 'sail'))).toMatchObject({ messages: [{ seq: 100 }], next: null });
  expect(yes(room.search(ada, 'anchor'))).toMatchObject({ messages: [], next: null });
});

test('of somebody who came and went it finds what was said in each of the stays, page by page', () => {
  const room = readers();
  const [ada, bob] = [room.person('ada'), room.person('bob')];
  const chats = [
    room.group(bob, [ada], { history: 'joined' }),
    room.group(bob, [ada], { history: 'joined' }),
  ];
  const all = room.group(ada);
  const readable: string[] = [];
  // She is in the chats at the even turns, and at the end.
  for (let turn = 0; turn < 6; turn += 1) {
    const isIn = turn % 2 === 0;
    const texts = [`sail ${turn} a`, `sail ${turn} b`];
    for (const chat of chats) for (const text of texts) room.say(bob, chat, text);
    room.say(ada, all, `sail ${turn} own`);
    readable.push(...(isIn ? [...texts, ...texts] : []), `sail ${turn} own`);
    for (const chat of chats) {
      if (isIn) yes(room.ask(ada, 'chats.leave', { chat }));
      else yes(room.ask(bob, 'members.add', { chat, user: ada.user }));
    }
  }
  for (const limit of [1, 4, 50]) {
    const found: (string | null)[] = [];
    for (let before: number | undefined; ; ) {
      const { messages, next } = yes(room.search(ada, 'sail', { limit, before }));
      found.push(...messages.map(({ text }) => text));
      if (next === null) break;
      before = Number(next);
    }
    expect(found).toEqual(readable.toReversed());
  }
});

test('whether there is more is no sign of what only others may read', () => {
  const room = readers();
  const [ada, bob] = [room.person('ada'), room.person('bob')];
  const joined = room.group(bob, [], { history: 'joined' });
  room.say(bob, joined, 'the treasure is on an island');
  room.say(bob, room.group(bob), 'the treasure is on an island');
  yes(room.ask(bob, 'members.add', { chat: joined, user: ada.user }));
  const own = room.group(ada);
  for (const text of ['treasure', 'treasure island']) room.say(ada, own, text);
  const more = (query: string) => yes(room.search(ada, query, { limit: 1 })).next !== null;
  // In few chats, and in more than are told to the index.
  for (const chats of [0, 64]) {
    for (let index = 0; index < chats; index += 1) room.group(ada);
    expect([more('treasure island'), more('treasure')]).toEqual([false, true]);
  }
});

test('a page ends where it would be larger than it may be, one message at least', () => {
  const room = readers();
  const ada = room.person('ada');
  const chat = room.group(ada);
  for (let index = 0; index < 5; index += 1) room.say(ada, chat, `sail ${'я'.repeat(1_000)}`);
  const sizes = [1, 5_000, 100_000].map((bytesMax) => {
    const { messages, next } = yes(room.search(ada, 'sail', { bytesMax }));
    expect(next === null).toBe(messages.length === 5);
    return messages.length;
  });
  expect(sizes).toEqual([1, 2, 5]);
});

test('who is in no chat finds nothing, and a device without a user may not look', () => {
  const room = readers();
  const [ada, eve] = [room.person('ada'), room.person('eve')];
  room.say(ada, room.group(ada), 'sail');
  expect(yes(room.search(eve, 'sail'))).toEqual({ messages: [], users: [], next: null });
  expect(no(room.search({ ...eve, device: room.scene.device() }, 'sail'))).toBe('forbidden');
});

test('a query without a word finds nothing', () => {
  const room = readers();
  const ada = room.person('ada');
  room.say(ada, room.group(ada), 'sail');
  expect(yes(room.search(ada, '…')).messages).toEqual([]);
});
