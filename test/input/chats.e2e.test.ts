/** Chats under wrong hands: ids of others, what others said, positions that are not there, races, floods. */
import type { MethodName } from '@kith/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Reply } from '../support/http-client.ts';
import { fresh, newPerson, type Person, TestDevice } from '../support/person.ts';
import { syncAll } from '../support/sync.ts';
import { type Stage, setStage } from './stage.ts';
import { newTalk, type Talk } from './talk.ts';

let stage: Stage;
let owner: Person;
let talk: Talk;

beforeAll(async () => {
  stage = await setStage();
});
beforeEach(async () => {
  owner = await newPerson(stage.url);
  talk = await newTalk(owner);
});
afterEach(() => stage.witness.expectUndisturbed());
afterAll(() => stage.end());

const id = () => fresh('cmd');

/** An answer but for its request id. */
const bytes = ({ status, text }: Reply) => `${status} ${text.replace(/"requestId":"[^"]+"/, '')}`;

/** Ids that name nothing, or nothing of the caller's. */
function nothings(prefix: string, real: readonly string[]): string[] {
  const [one = ''] = real;
  return [
    ...real,
    `${prefix}_${'A'.repeat(22)}`,
    `${prefix}_`,
    one.toUpperCase(),
    ` ${one}`,
    `${one} `,
    one.slice(0, -1),
    `chat:${one}`,
    '0',
    '%',
    '*',
    "' OR ''='",
    '__proto__',
    'usr_AAAAAAAAAAAAAAAAAAAAAA',
    '../../x',
    'x'.repeat(64),
  ];
}

describe('[V5] a chat that one is not in and a chat that is not there', () => {
  const calls: Partial<Record<MethodName, (of: Talk) => object>> = {
    'chats.get': () => ({}),
    'chats.update': () => ({ id: id(), title: 'Stolen' }),
    'chats.delete': () => ({ id: id() }),
    'chats.join': () => ({ id: id() }),
    'chats.leave': () => ({ id: id() }),
    'requests.accept': () => ({ id: id() }),
    'invites.create': () => ({}),
    'invites.list': () => ({}),
    'invites.revoke': ({ invite }) => ({ invite }),
    'members.list': () => ({}),
    'members.add': ({ outsider }) => ({ id: id(), user: outsider.id }),
    'members.remove': ({ friend }) => ({ id: id(), user: friend.user.id }),
    'members.unban': ({ friend }) => ({ id: id(), user: friend.user.id }),
    'members.bans': () => ({}),
    'members.setRole': ({ friend }) => ({ id: id(), user: friend.user.id, role: 'read-only' }),
    'messages.send': () => ({ id: id(), text: 'forged' }),
    'messages.edit': ({ message }) => ({ id: id(), message, text: 'forged' }),
    'messages.delete': ({ message }) => ({ id: id(), message }),
    'messages.react': ({ message }) => ({ id: id(), message, emoji: '👍' }),
    'messages.list': () => ({}),
    'messages.get': ({ message }) => ({ message }),
    'messages.history': ({ message }) => ({ message }),
    'messages.search': ({ text }) => ({ query: text }),
    'receipts.mark': () => ({ id: id(), seq: 1 }),
    'receipts.list': () => ({}),
    'typing.set': () => ({ typing: true }),
  };

  test.each(Object.entries(calls))('%s answers with the same bytes', async (method, make) => {
    const ended = await owner.device.http.ok<{ chat: { id: string } }>('chats.create', {
      id: id(),
      kind: 'group',
    });
    await owner.device.http.ok('chats.delete', { id: id(), chat: ended.chat.id });
    const left = await newPerson(stage.url);
    await left.device.http.ok('chats.join', { id: id(), invite: talk.token });
    await left.device.http.ok('chats.leave', { id: id(), chat: talk.chat });
    const chats = nothings('cht', [talk.chat, talk.guest, talk.direct, ended.chat.id]);
    const answers = new Set<string>();
    for (const { device } of [left, await newPerson(stage.url)]) {
      for (const chat of chats) answers.add(bytes(await device.http.call(method, { ...make(talk), chat })));
    }
    expect([...answers]).toEqual([expect.stringMatching(/^404 .*"code":"not-found"/)]);
  });
});

describe('[V5] a message of another chat and a message that is not there', () => {
  const calls: Partial<Record<MethodName, () => object>> = {
    'messages.edit': () => ({ id: id(), text: 'forged' }),
    'messages.delete': () => ({ id: id() }),
    'messages.react': () => ({ id: id(), emoji: '👍' }),
    'messages.get': () => ({}),
    'messages.history': () => ({}),
  };

  test.each(Object.entries(calls))('%s answers with the same bytes', async (method, make) => {
    const { friend, message, direct, guest } = talk;
    const answers = new Set<string>();
    for (const device of [owner.device, friend.device]) {
      for (const chat of [direct, guest]) {
        for (const other of nothings('msg', [message]))
          answers.add(bytes(await device.http.call(method, { ...make(), chat, message: other })));
      }
    }
    expect([...answers]).toEqual([expect.stringMatching(/^404 .*"code":"not-found"/)]);
  });

  test('cannot be answered, and no thread of it is read', async () => {
    const { friend, message, direct } = talk;
    const answers = new Set<string>();
    for (const replyTo of nothings('msg', [message])) {
      const params = { id: id(), chat: direct, text: 'over there', replyTo };
      answers.add(bytes(await friend.device.http.call('messages.send', params)));
      const thread = { chat: direct, thread: replyTo };
      answers.add(bytes(await friend.device.http.call('messages.list', thread)));
    }
    expect([...answers]).toEqual([expect.stringMatching(/^404 .*"code":"not-found"/)]);
  });
});

test('what others said nobody edits, and only who has the role takes it back', async () => {
  const { friend, chat, message, text } = talk;
  const edit = (device: TestDevice, more: object = {}) =>
    device.http.refused('messages.edit', { id: id(), chat, message, text: 'forged', ...more });
  expect((await edit(friend.device)).code).toBe('forbidden');
  expect((await edit(friend.device, { text })).code).toBe('forbidden');
  const take = { id: id(), chat, message };
  expect((await friend.device.http.refused('messages.delete', take)).code).toBe('forbidden');
  const params = { id: id(), chat, user: friend.user.id };
  await owner.device.http.ok('members.setRole', { ...params, role: 'admin' });
  expect((await edit(friend.device)).code).toBe('forbidden');
  const read = await owner.device.http.ok<{ message: object }>('messages.get', { chat, message });
  expect(read.message).toMatchObject({ text, editedAt: null });
  await friend.device.http.ok('messages.delete', { ...take, id: id() });
  const after = await owner.device.http.ok<{ message: object }>('messages.get', { chat, message });
  expect(after.message).toMatchObject({ text: null, deletedBy: friend.user.id });
});

test('a read position beyond the head, or that is no position, is refused and changes nothing', async () => {
  const { chat } = talk;
  const { http } = owner.device;
  const seqOf = async () =>
    (await http.ok<{ chat: { seq: number; read: number } }>('chats.get', { chat })).chat;
  const { seq, read } = await seqOf();
  for (const beyond of [seq + 1, seq + 1_000_000, Number.MAX_SAFE_INTEGER, -1, 0.5, '1', null]) {
    const answer = await http.refused('receipts.mark', { id: id(), chat, seq: beyond, unread: true });
    expect([beyond, answer.code]).toEqual([beyond, 'validation-failed']);
  }
  expect((await seqOf()).read).toBe(read);
  await http.ok('receipts.mark', { id: id(), chat, seq });
  expect((await seqOf()).read).toBe(seq);
});

test('a page around a position that is not there is a page, not a fault', async () => {
  const { chat, message } = talk;
  for (const place of [0, 1, 1_000_000, Number.MAX_SAFE_INTEGER]) {
    for (const by of ['before', 'after', 'around']) {
      const { messages } = await owner.device.http.ok<{ messages: { id: string }[] }>('messages.list', {
        chat,
        [by]: place,
        limit: 1,
      });
      expect(messages.length).toBeLessThanOrEqual(1);
    }
    for (const wrong of [-1, 0.5]) {
      const params = { chat, around: wrong, thread: message };
      expect((await owner.device.http.refused('messages.list', params)).code).toBe('validation-failed');
    }
  }
});

test('a text may have 16 KiB of UTF-8, counted in bytes, said or edited', async () => {
  const { chat, message } = talk;
  const { http } = owner.device;
  for (const char of ['x', 'é', '€', '🙂']) {
    const count = Math.floor((16 * 1024) / Buffer.byteLength(char));
    const fits = char
      .repeat(count)
      .padEnd(count * char.length + (16 * 1024 - count * Buffer.byteLength(char)), 'x');
    expect(Buffer.byteLength(fits)).toBe(16 * 1024);
    for (const [method, about] of [
      ['messages.send', { chat }],
      ['messages.edit', { chat, message }],
    ] as const) {
      await http.ok(method, { id: id(), ...about, text: fits });
      const { code } = await http.refused(method, { id: id(), ...about, text: `${fits}x` });
      expect([char, method, code]).toEqual([char, method, 'too-large']);
    }
    const read = await http.ok<{ message: { text: string } }>('messages.get', { chat, message });
    expect(read.message.text).toBe(fits);
  }
});

test('a title may have 128 characters, a purpose 500, and both come back as they were', async () => {
  const { chat } = talk;
  const { http } = owner.device;
  const title = 'т'.repeat(128);
  const purpose = 'п'.repeat(500);
  await http.ok('chats.update', { id: id(), chat, title, purpose });
  for (const params of [{ title: `${title}т` }, { purpose: `${purpose}п` }, { title: '' }, { purpose: '' }]) {
    expect((await http.refused('chats.update', { id: id(), chat, ...params })).code).toBe(
      'validation-failed',
    );
  }
  expect((await http.ok<{ chat: object }>('chats.get', { chat })).chat).toMatchObject({ title, purpose });
});

test('a message mentions 50 people at most, and more different reactions than 20 it does not have', async () => {
  const { chat, message } = talk;
  const { http } = owner.device;
  const mentions = Array.from({ length: 51 }, (_, index) => `usr_${index}`);
  const say = { chat, text: 'all of you' };
  await http.ok('messages.send', { id: id(), ...say, mentions: mentions.slice(1) });
  expect((await http.refused('messages.send', { id: id(), ...say, mentions })).code).toBe('too-large');
  // One stands there already.
  const emoji = Array.from({ length: 20 }, (_, index) => String.fromCodePoint(0x1f600 + index));
  for (const each of emoji.slice(0, 19))
    await http.ok('messages.react', { id: id(), chat, message, emoji: each });
  const more = { id: id(), chat, message, emoji: emoji[19] };
  expect((await http.refused('messages.react', more)).code).toBe('quota-exceeded');
  await http.ok('messages.react', { ...more, id: id(), emoji: '👍' });
});

test('who leaves, or is taken out, while sending reads exactly to the end and nothing behind it', async () => {
  const { friend, chat } = talk;
  const says = (device: TestDevice, count: number) =>
    Array.from({ length: count }, (_, index) =>
      device.http.call('messages.send', { id: id(), chat, text: `said ${index}` }),
    );
  const { cursor } = await syncAll(friend.device);
  const replies = await Promise.all([
    ...says(friend.device, 20),
    friend.device.http.call('chats.leave', { id: id(), chat }),
    ...says(friend.device, 20),
    ...says(owner.device, 20),
  ]);
  const mine = [...replies.slice(0, 20), ...replies.slice(21, 41)];
  const said = mine.filter(({ status }) => status === 200).length;
  expect(new Set(mine.filter(({ status }) => status !== 200).map(({ body }) => body.code)).size).toBeLessThan(
    2,
  );
  const { events } = await syncAll(friend.device, cursor);
  const read = events.filter(({ topic }) => topic === `chat:${chat}`);
  expect(read.at(-1)?.type).toBe('member.left');
  expect(
    read.filter(({ actor, type }) => actor.user === friend.user.id && type === 'message.sent'),
  ).toHaveLength(said);
  await owner.device.http.ok('messages.send', { id: id(), chat, text: 'when they are gone' });
  expect((await syncAll(friend.device, cursor)).events).toEqual(events);
});

test('a flood of one person’s messages in a chat delays nobody, and each stands once', async () => {
  const { friend, chat } = talk;
  const { cursor } = await syncAll(friend.device);
  const { socket } = await owner.device.connect();
  const sends = Array.from({ length: 1_000 }, (_, index) =>
    socket.call('messages.send', { id: `flood ${index}`, chat, text: `flood ${index % 500}` }),
  );
  await stage.witness.expectUndisturbed();
  const answers = await Promise.all(sends);
  expect(answers.every(({ ok }) => ok)).toBe(true);
  const { events } = await syncAll(friend.device, cursor);
  const texts = events.filter(({ type }) => type === 'message.sent').map(({ data }) => data.text);
  expect(texts).toEqual(Array.from({ length: 1_000 }, (_, index) => `flood ${index % 500}`));
  await socket.cut();
});

test('a device without a user has no chats', async () => {
  const loner = await TestDevice.register(stage.url);
  const { chat, token } = talk;
  for (const [method, params] of [
    ['chats.list', {}],
    ['chats.get', { chat }],
    ['chats.join', { id: id(), invite: token }],
    ['messages.search', { query: 'said' }],
    ['inbox.list', {}],
  ] as const) {
    expect([method, (await loner.http.refused(method, params)).code]).toEqual([method, 'forbidden']);
  }
  expect(await syncAll(loner)).toMatchObject({ events: [], resets: [{ snapshot: { chats: [] } }] });
});
