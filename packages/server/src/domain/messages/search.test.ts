import { expect, test } from 'vitest';
import { readers } from '../../../../../test/chats/readers.ts';
import { no, yes } from '../../../../../test/support/scene.ts';
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

test('what only others may read is passed over in a bounded number of steps; the next page goes on from there', () => {
  const room = readers();
  const ada = room.person('ada');
  const own = room.group(ada);
  lay(room, own, 100, 'sail');
  // More chats than are told to the index: it is looked through whole.
  for (let index = 0; index < 64; index += 1) room.group(ada);
  for (let seq = 1; seq <= 11_000; seq += 1) lay(room, 'cht_other', seq, 'sail');
  const first = yes(room.search(ada, 'sail'));
  expect(first.messages).toEqual([]);
  expect(first.next).not.toBeNull();
  const second = yes(room.search(ada, 'sail', { before: Number(first.next) }));
  expect(second.messages.map(({ seq }) => seq)).toEqual([100]);
  expect(second.next).toBeNull();
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
