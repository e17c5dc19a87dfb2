import { expect, test } from 'vitest';
import { looks } from '../../../../../test/chats/looks.ts';
import { readers } from '../../../../../test/chats/readers.ts';
import { yes } from '../../../../../test/support/scene.ts';
import { queries } from '../queries.ts';
import type { View } from '../state.ts';

test('without a place the newest messages, oldest first, with the lines from the beginning', () => {
  const room = readers();
  const [ada, bob] = [room.person('ada'), room.person('bob')];
  const chat = room.group(ada, [bob]);
  const said = ['one', 'two', 'three'].map((text) => room.say(ada, chat, text));
  const page = yes(room.page(bob, chat, { limit: 2 }));
  expect(page.messages.map(({ text, seq }) => [text, seq])).toEqual([
    ['two', said[1]?.seq],
    ['three', said[2]?.seq],
  ]);
  expect(page).toMatchObject({ lines: [], hasBefore: true, hasAfter: false });
  expect(page.users.map(({ handle }) => handle)).toEqual(['ada']);
  const whole = yes(room.page(bob, chat, { limit: 3 }));
  expect(whole).toMatchObject({ hasBefore: false, hasAfter: false });
  expect(whole.lines.map(({ type, user }) => [type, user])).toEqual([
    ['member.joined', ada.user],
    ['chat.created', null],
    ['member.joined', bob.user],
  ]);
});

test('a place that nothing stands at is a place all the same', () => {
  const room = readers();
  const ada = room.person('ada');
  const chat = room.group(ada);
  const [first, , last] = ['one', 'two', 'three'].map((text) => room.say(ada, chat, text).seq);
  const texts = (place: object) => yes(room.page(ada, chat, place)).messages.map(({ text }) => text);
  expect(texts({ before: first })).toEqual([]);
  expect(texts({ after: last })).toEqual([]);
  expect(texts({ before: Number.MAX_SAFE_INTEGER })).toEqual(['one', 'two', 'three']);
  expect(texts({ after: Number.MAX_SAFE_INTEGER })).toEqual([]);
  expect(texts({ after: 0 })).toEqual(['one', 'two', 'three']);
  expect(texts({ around: 1, limit: 2 })).toEqual(['one', 'two']);
  expect(texts({ around: 1_000, limit: 2 })).toEqual(['two', 'three']);
});

test('around a place stand as many messages before it as from it on, more where the other side ends', () => {
  const room = readers();
  const ada = room.person('ada');
  const chat = room.group(ada);
  const seqs = Array.from({ length: 9 }, (_, index) => room.say(ada, chat, `${index}`).seq);
  const texts = (around: number | undefined, limit: number) =>
    yes(room.page(ada, chat, { around, limit }))
      .messages.map(({ text }) => text)
      .join('');
  expect(texts(seqs[4], 1)).toBe('4');
  expect(texts(seqs[4], 4)).toBe('2345');
  expect(texts(seqs[4], 5)).toBe('23456');
  expect(texts(seqs[1], 5)).toBe('01234');
  expect(texts(seqs[8], 5)).toBe('45678');
});

test('a page ends where it would be larger than it may be, one message at least, and says that there is more', () => {
  const room = readers();
  const ada = room.person('ada');
  const chat = room.group(ada);
  for (let index = 0; index < 5; index += 1) room.say(ada, chat, 'я'.repeat(1_000));
  const sizes = [1, 5_000, 7_500, 100_000].map((bytesMax) => {
    const { messages, users, hasBefore } = yes(room.page(ada, chat, { bytesMax }));
    if (messages.length > 1) {
      expect(Buffer.byteLength(JSON.stringify([messages, users]))).toBeLessThan(bytesMax + 50);
    }
    expect(hasBefore).toBe(messages.length < 5);
    return messages.length;
  });
  expect(sizes).toEqual([1, 2, 3, 5]);
});

test('the people whom a page names count as well, and it names nobody whom its messages do not', () => {
  const room = readers();
  const people = Array.from({ length: 12 }, () => room.person());
  const [ada = room.person(), ...others] = people;
  const chat = room.group(ada, others);
  for (const person of people) room.say(person, chat, 'short');
  for (const bytesMax of [1_000, 2_000, 3_000]) {
    const page = yes(room.page(ada, chat, { bytesMax }));
    expect(Buffer.byteLength(JSON.stringify([page.messages, page.users]))).toBeLessThan(bytesMax + 50);
    expect(page.users.map(({ id }) => id).sort()).toEqual(page.messages.map(({ user }) => user).sort());
    expect(page.hasBefore).toBe(true);
  }
});

test('who came and went often costs no more looks for the answers to a message; only those of the own time count', () => {
  const room = readers();
  const [ada, bob] = [room.person('ada'), room.person('bob')];
  const chat = room.group(ada, [bob], { history: 'joined' });
  const { id } = room.say(ada, chat, 'question');
  const answers = (count: number) => {
    for (let index = 0; index < count; index += 1) room.say(ada, chat, 'answer', id);
  };
  const comeAndGo = () => {
    yes(room.ask(bob, 'chats.leave', { chat }));
    answers(1);
    yes(room.ask(ada, 'members.add', { chat, user: bob.user }));
  };
  answers(2);
  comeAndGo();
  answers(3);
  const read = (view: View) => yes(queries.message(view, { device: bob.device, chat, message: id })).message;
  const before = looks(room.state, read);
  expect(read(room.state).replies).toBe(5);
  for (let index = 0; index < 20; index += 1) {
    yes(room.ask(bob, 'chats.leave', { chat }));
    yes(room.ask(ada, 'members.add', { chat, user: bob.user }));
  }
  // The three of the last stay are now of an earlier one, and are looked at one by one.
  expect(looks(room.state, read) - before).toBeLessThanOrEqual(2 * 3);
  expect(read(room.state).replies).toBe(5);
});
