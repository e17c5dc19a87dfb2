import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chatOf, chatsOf, choose, does, type Entry, heard, inboxOf, refused } from '../support/chat-asks.ts';
import { add, join, leave, newChannel, newChat, remove } from '../support/chats.ts';
import { another, fresh, newPerson, type Person, TestDevice } from '../support/person.ts';
import { type Served, serve } from '../support/server.ts';

let server: Served;

beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.stop());

const people = (count: number): Promise<readonly Person[]> =>
  Promise.all(Array.from({ length: count }, () => newPerson(server.url)));

/** Four people, of whom a story takes as many as it has. */
async function four(): Promise<readonly [Person, Person, Person, Person]> {
  const [ann, bob, cara, dan] = await people(4);
  if (!ann || !bob || !cara || !dan) throw new Error('four people');
  return [ann, bob, cara, dan];
}

test('a group, from its first word to its end', async () => {
  const [ann, bob, cara, dan] = await four();
  const { socket } = await bob.device.connect();
  const chat = await newChat(ann.device, [bob, cara], { kind: 'group', title: 'Team' });
  await heard(socket, chat, 'member.joined');
  await does(ann, 'chats.update', { chat, title: 'Our team', purpose: 'Tea' });
  await add(bob.device, chat, dan);
  expect(await chatOf(dan, chat)).toMatchObject({ title: 'Our team', role: 'member', memberCount: 4 });
  expect(await inboxOf(dan)).toMatchObject([{ kind: 'added', by: bob.user.id, chat: { id: chat } }]);
  expect(await refused(cara, 'chats.update', { chat, title: 'Mine' })).toBe('forbidden');
  await does(ann, 'members.setRole', { chat, user: cara.user.id, role: 'admin' });
  await does(cara, 'members.setRole', { chat, user: dan.user.id, role: 'read-only' });
  expect(await refused(dan, 'messages.send', { chat, text: 'x' })).toBe('forbidden');
  expect(await refused(ann, 'chats.leave', { chat })).toBe('conflict');
  await does(ann, 'members.setRole', { chat, user: cara.user.id, role: 'owner' });
  await leave(ann.device, chat);
  expect(await chatsOf(ann)).toEqual([]);
  expect(await refused(ann, 'messages.send', { chat, text: 'x' })).toBe('not-found');
  expect(await refused(bob, 'chats.delete', { chat })).toBe('forbidden');
  await does(cara, 'chats.delete', { chat });
  await heard(socket, chat, 'chat.deleted');
  const told = socket.inbox.events.filter(({ topic }) => topic === `chat:${chat}`).map(({ type }) => type);
  expect(told).toEqual([
    'member.joined',
    'member.joined',
    'chat.updated',
    'member.joined',
    'member.role-changed',
    'member.role-changed',
    'member.role-changed',
    'member.left',
    'chat.deleted',
  ]);
  for (const who of [bob, cara, dan]) {
    expect(await chatsOf(who)).toEqual([]);
    expect(await refused(who, 'chats.leave', { chat })).toBe('not-found');
  }
});

test('a channel is found, joined, left; who is banned finds it no more, until unbanned', async () => {
  const [ann, bob, cara] = await four();
  const title = `Gardening ${fresh('word')}`;
  const chat = await newChannel(ann.device, title);
  const found = async ({ device }: Person) => {
    const query = title.split(' ')[1] ?? '';
    const { chats } = await device.http.ok<{ chats: { id: string; joined: boolean }[] }>('chats.discover', {
      query,
    });
    return chats.map(({ id, joined }) => [id, joined]);
  };
  expect(await found(bob)).toEqual([[chat, false]]);
  await join(bob.device, chat);
  expect(await found(bob)).toEqual([[chat, true]]);
  expect(await refused(bob, 'members.add', { chat, user: cara.user.id })).toBe('forbidden');
  await join(cara.device, chat);
  await does(ann, 'members.remove', { chat, user: cara.user.id, ban: true });
  expect(await refused(cara, 'chats.join', { chat })).toBe('forbidden');
  expect(await refused(ann, 'members.add', { chat, user: cara.user.id })).toBe('conflict');
  const { bans } = await ann.device.http.ok<{ bans: { user: { id: string }; by: string }[] }>(
    'members.bans',
    {
      chat,
    },
  );
  expect(bans).toMatchObject([{ user: { id: cara.user.id }, by: ann.user.id }]);
  await does(ann, 'members.unban', { chat, user: cara.user.id });
  await join(cara.device, chat);
  await leave(bob.device, chat);
  await does(ann, 'chats.update', { chat, listed: false });
  expect(await found(cara)).toEqual([]);
  expect(await refused(bob, 'chats.join', { chat })).toBe('not-found');
});

test('an invite says what it is for, lets in as many as it has uses, and can be taken back', async () => {
  const [ann, bob, cara, dan] = await four();
  const chat = await newChat(ann.device, [], { kind: 'group', title: 'Team' });
  const { http } = ann.device;
  const made = await http.ok<{ invite: string; token: string; url: string }>('invites.create', {
    chat,
    uses: 1,
  });
  expect(new URL(made.url)).toMatchObject({ pathname: '/chat', hash: `#join=${made.token}` });
  const peek = await bob.device.http.ok('invites.get', { invite: made.token });
  expect(peek).toMatchObject({ chat: { id: chat, title: 'Team' }, by: ann.user.id, joined: false });
  const { socket } = await bob.device.connect();
  await socket.ok('chats.join', { id: fresh('cmd'), invite: made.token });
  expect((await heard(socket, chat, 'member.joined')).data).toMatchObject({
    user: bob.user.id,
    by: ann.user.id,
    reason: 'invite',
  });
  expect(await refused(cara, 'chats.join', { invite: made.token })).toBe('link-expired');
  const open = async () =>
    (await http.ok<{ invites: { invite: string }[] }>('invites.list', { chat })).invites;
  expect(await open()).toEqual([]);
  const { invite, token } = await http.ok<{ invite: string; token: string }>('invites.create', { chat });
  expect((await open()).map((it) => it.invite)).toEqual([invite]);
  expect((await bob.device.http.refused('invites.list', { chat })).code).toBe('forbidden');
  await http.ok('invites.revoke', { chat, invite });
  expect(await refused(cara, 'chats.join', { invite: token })).toBe('link-expired');
  expect(await refused(dan, 'chats.join', { invite: `${token}x` })).toBe('not-found');
});

describe('who begins a direct chat with whom', () => {
  test('a stranger asks where that is wanted, and all devices hear that it was accepted', async () => {
    const [ann, bob] = await four();
    await choose(bob, 'privacy.directs', 'requests');
    const phone = await another(bob.device);
    const { socket } = await phone.connect();
    const chat = await newChat(ann.device, [bob], { kind: 'direct' });
    expect(await inboxOf(bob)).toMatchObject([{ kind: 'request', by: ann.user.id, chat: { id: chat } }]);
    expect(await chatOf(bob, chat)).toMatchObject({ request: true });
    expect((await heard(socket, chat, 'member.joined')).data).toMatchObject({ request: true });
    await does(bob, 'requests.accept', { chat });
    await socket.inbox.until('the acceptance', () =>
      socket.inbox.events.find(({ type, data }) => type === 'request.accepted' && data.chat === chat),
    );
    expect(await chatOf(bob, chat)).not.toHaveProperty('request');
  });

  test('only people of a shared chat where that is wanted, and nobody who is blocked', async () => {
    const [ann, bob, cara] = await four();
    await newChat(cara.device, [bob]);
    await choose(bob, 'privacy.directs', 'shared');
    expect(await refused(ann, 'chats.create', { kind: 'direct', members: [bob.user.id] })).toBe('forbidden');
    expect(await refused(ann, 'chats.create', { kind: 'group', members: [bob.user.id] })).toBe('forbidden');
    const shared = await newChat(cara.device, [ann, bob]);
    const chat = await newChat(ann.device, [bob], { kind: 'direct' });
    await remove(cara.device, shared, bob);
    expect(await newChat(ann.device, [bob], { kind: 'direct' })).toBe(chat);
    await choose(bob, `block.${ann.user.id}`, true);
    expect(await refused(ann, 'messages.send', { chat, text: 'x' })).toBe('forbidden');
    expect(await refused(bob, 'messages.send', { chat, text: 'x' })).toBe('conflict');
    expect(await refused(ann, 'members.add', { chat: shared, user: bob.user.id })).toBe('forbidden');
  });

  test('twenty times two people at the same moment, by socket and by HTTP: one chat each time', async () => {
    for (let round = 0; round < 20; round += 1) {
      const [ann, bob] = await people(2);
      if (!ann || !bob) throw new Error('two people');
      const { socket } = await ann.device.connect();
      const params = ({ user }: Person) => ({ id: fresh('cmd'), kind: 'direct', members: [user.id] });
      const [first, second] = await Promise.all([
        socket.ok<{ chat: Entry }>('chats.create', params(bob)),
        bob.device.http.ok<{ chat: Entry }>('chats.create', params(ann)),
      ]);
      expect(first.chat).toEqual(second.chat);
      expect(await chatsOf(ann)).toMatchObject([{ id: first.chat.id, memberCount: 2 }]);
      expect(await chatsOf(bob)).toMatchObject([{ id: first.chat.id, memberCount: 2 }]);
      await socket.close();
    }
  });
});

test('a device without a user has no chats', async () => {
  const { http } = await TestDevice.register(server.url);
  for (const [method, params] of [
    ['chats.list', {}],
    ['chats.create', { id: fresh('cmd'), kind: 'group' }],
    ['account.delete', { handle: 'nobody' }],
  ] as const) {
    expect((await http.refused(method, params)).code).toBe('forbidden');
  }
});
