import { expect, test } from 'vitest';
import type { Person } from '../../../../../test/chats/company.ts';
import { readers } from '../../../../../test/chats/readers.ts';
import { no, yes } from '../../../../../test/support/scene.ts';

type Room = ReturnType<typeof readers>;

function staffed(): { room: Room; chat: string } & Record<'owner' | 'member' | 'gone', Person> {
  const room = readers();
  const [owner, member, gone] = [room.person('owner'), room.person('member'), room.person('gone')];
  const chat = room.group(owner, [member, gone]);
  yes(room.ask(gone, 'chats.leave', { chat }));
  return { room, chat, owner, member, gone };
}

test('a chat comes with its members, as far as one reply has room for them', () => {
  const { room, chat, owner, member } = staffed();
  const detail = (membersMax: number) =>
    yes(room.read('chat', { device: member.device, chat, unreadMax: 9, membersMax, toldMax: 9 })).chat;
  expect(
    detail(9)
      .members.map(({ user, role }) => [user.id, role])
      .sort(),
  ).toEqual(
    [
      [owner.user, 'owner'],
      [member.user, 'member'],
    ].sort(),
  );
  expect(detail(1).members).toHaveLength(1);
  expect(detail(1)).toMatchObject({ id: chat, role: 'member', memberCount: 2 });
});

test('members come by id, page by page, each once', () => {
  const { room, chat, owner, member } = staffed();
  const seen: string[] = [];
  for (let after: string | undefined, more = true; more; ) {
    const page = yes(room.read('members', { device: owner.device, chat, after, membersMax: 1, toldMax: 9 }));
    seen.push(...page.members.map(({ user }) => user.id));
    ({ more } = page);
    after = seen.at(-1);
  }
  expect(seen).toEqual([owner.user, member.user].sort());
});

test('who is banned is told to those who may ban', () => {
  const { room, chat, owner, member, gone } = staffed();
  yes(room.ask(owner, 'members.remove', { chat, user: gone.user, ban: true }));
  const bans = (device: string) => room.read('bans', { device, chat, bansMax: 9 });
  expect(yes(bans(owner.device)).bans).toEqual([
    { user: expect.objectContaining({ handle: 'gone' }), by: owner.user, at: room.state.now },
  ]);
  expect(no(bans(member.device))).toBe('forbidden');
});

test('invites that are open are told to those who may make them, without their tokens', () => {
  const { room, chat, owner, member } = staffed();
  const { token, ...invite } = yes(room.ask(owner, 'invites.create', { chat, expiresInMs: 60_000 }));
  const invites = (device: string, now = room.state.now) => room.read('chatInvites', { device, chat, now });
  expect(yes(invites(owner.device)).invites).toEqual([invite]);
  expect(JSON.stringify(invites(owner.device))).not.toContain(token);
  expect(yes(invites(owner.device, room.state.now + 60_000)).invites).toEqual([]);
  expect(no(invites(member.device))).toBe('forbidden');
});

test('to who is not in, and for a chat that is not there, every read is the same not-found', () => {
  const { room, chat, gone } = staffed();
  const reads = (name: string) => [
    room.read('chat', { device: gone.device, chat: name, unreadMax: 9, membersMax: 9, toldMax: 9 }),
    room.read('members', { device: gone.device, chat: name, membersMax: 9, toldMax: 9 }),
    room.read('bans', { device: gone.device, chat: name, bansMax: 9 }),
    room.read('chatInvites', { device: gone.device, chat: name, now: 0 }),
    room.read('receipts', { device: gone.device, chat: name, receiptMembers: 32 }),
    room.read('messageHistory', { device: gone.device, chat: name, message: 'msg_none', bytesMax: 9 }),
  ];
  expect(reads(chat)).toEqual(reads('cht_none'));
  expect(new Set(reads(chat).map(no))).toEqual(new Set(['not-found']));
});

test('it is told who is there in a small chat, but of nobody behind a block', () => {
  const { room, chat, owner, member } = staffed();
  const told = (toldMax: number) =>
    yes(room.read('members', { device: member.device, chat, membersMax: 9, toldMax }))
      .members.filter(({ isTold }) => isTold)
      .map(({ user }) => user.id)
      .sort();
  expect(told(2)).toEqual([owner.user, member.user].sort());
  expect(told(1)).toEqual([]);
  room.choose(owner, `block.${member.user}`, true);
  expect(told(2)).toEqual([member.user]);
});
