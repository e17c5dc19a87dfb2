import { expect, test } from 'vitest';
import { readers } from '../../../../../test/chats/readers.ts';
import { no, yes } from '../../../../../test/support/scene.ts';

const usual = { bytesMax: 1_000_000, unreadMax: 1_000 };

test('a chat shows its own role, position, what is unread and what was said last', () => {
  const room = readers();
  const [ada, bob] = [room.person('ada'), room.person('bob')];
  const chat = room.group(ada, [bob]);
  room.say(ada, chat, 'one');
  const { seq } = room.say(ada, chat, 'two @bob');
  yes(room.ask(bob, 'receipts.mark', { chat, seq: seq - 1 }));
  const page = yes(room.read('chats', { device: bob.device, ...usual }));
  expect(page.chats).toEqual([
    {
      id: chat,
      kind: 'group',
      title: 'Team',
      purpose: null,
      history: 'all',
      listed: false,
      createdAt: room.state.now,
      memberCount: 2,
      role: 'member',
      // Behind the message stands that it was read.
      seq: seq + 1,
      since: 3,
      read: seq - 1,
      unread: 1,
      mentions: 1,
      lastMessage: expect.objectContaining({ seq, user: ada.user, text: 'two @bob' }),
    },
  ]);
  expect(page.users.map(({ handle }) => handle)).toEqual(['ada']);
});

test('a direct chat shows the other person, notes show oneself, a request says that it is one', () => {
  const room = readers();
  const [ada, bob] = [room.person('ada'), room.person('bob')];
  room.choose(bob, 'privacy.directs', 'requests');
  const [direct, notes] = [room.direct(ada, bob), room.direct(ada, ada)];
  const shown = ({ device }: { device: string }) =>
    yes(room.read('chats', { device, ...usual })).chats.map(({ id, partner, request }) => [
      id,
      partner?.handle,
      request,
    ]);
  expect(new Set(shown(ada))).toEqual(
    new Set([
      [direct, 'bob', undefined],
      [notes, 'ada', undefined],
    ]),
  );
  expect(shown(bob)).toEqual([[direct, 'ada', true]]);
});

test('how somebody is present is kept from a stranger until the chat is accepted', () => {
  const room = readers();
  const [ada, bob] = [room.person('ada'), room.person('bob')];
  room.choose(bob, 'privacy.directs', 'requests');
  const chat = room.direct(ada, bob);
  const presence = ({ device }: { device: string }) =>
    yes(room.read('chats', { device, ...usual })).chats.map((it) => it.presence);
  expect([presence(ada), presence(bob)]).toEqual([['offline'], [undefined]]);
  yes(room.ask(bob, 'requests.accept', { chat }));
  expect(presence(ada)).toEqual([undefined]);
});

test('who ended the account is shown as somebody who did', () => {
  const room = readers();
  const [ada, bob] = [room.person('ada'), room.person('bob')];
  room.direct(ada, bob);
  yes(room.scene.by(bob.device, 'account.delete', { handle: 'bob' }));
  const { chats } = yes(room.read('chats', { device: ada.device, ...usual }));
  expect(chats.map(({ partner }) => partner)).toEqual([
    expect.objectContaining({ id: bob.user, deleted: true }),
  ]);
});

test('pages come by id, each at most so large, one chat at least, and nothing is missed', () => {
  const room = readers();
  const ada = room.person('ada');
  const chats = Array.from({ length: 7 }, () => room.group(ada)).sort();
  for (const bytesMax of [1, 700, 1_000_000]) {
    const seen: string[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const page = yes(room.read('chats', { device: ada.device, after, ...usual, bytesMax }));
      expect(page.chats.length).toBeGreaterThan(0);
      if (page.chats.length > 1)
        expect(Buffer.byteLength(JSON.stringify([page.chats, page.users]))).toBeLessThan(bytesMax + 50);
      seen.push(...page.chats.map(({ id }) => id));
      ({ more } = page);
      after = seen.at(-1);
    }
    expect(seen).toEqual(chats);
  }
});

test('a page has at most a hundred chats', () => {
  const room = readers();
  const ada = room.person('ada');
  for (let index = 0; index < 101; index += 1) room.group(ada);
  const page = yes(room.read('chats', { device: ada.device, ...usual }));
  expect([page.chats.length, page.more]).toEqual([100, true]);
});

test('a device without a user has no chats to list', () => {
  const room = readers();
  expect(no(room.read('chats', { device: room.scene.device(), ...usual }))).toBe('forbidden');
});
