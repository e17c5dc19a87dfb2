import { describe, expect, test } from 'vitest';
import { company } from '../../../../../test/chats/company.ts';
import { no, yes } from '../../../../../test/support/scene.ts';

describe('a group begins', () => {
  test('with its owner first, who so hears all the rest; each member reads from its own event on', () => {
    const { group, events, person, stays, roles } = company();
    const [ada, ben, cy] = [person(), person(), person()];
    const chat = group(ada, [ben, cy]);
    expect(events(chat).map(({ type, data }) => [type, data.user])).toEqual([
      ['member.joined', ada.user],
      ['chat.created', undefined],
      ['member.joined', ben.user],
      ['member.joined', cy.user],
    ]);
    expect([ada, ben, cy].map((it) => stays(chat, it))).toEqual([[[1, null]], [[3, null]], [[4, null]]]);
    expect(roles(chat)).toEqual({ [ada.user]: 'owner', [ben.user]: 'member', [cy.user]: 'member' });
  });

  test('and is answered as it is with everybody in, at every retry too', () => {
    const { scene, person, events, state } = company();
    const [ada, ben] = [person(), person()];
    const params = { kind: 'group', title: 'Team', purpose: 'Tea', members: [ben.user] } as const;
    const answer = yes(scene.by(ada.device, 'chats.create', params, 'one'));
    const { chat } = answer;
    expect(chat).toEqual({
      id: chat.id,
      kind: 'group',
      title: 'Team',
      purpose: 'Tea',
      history: 'all',
      listed: false,
      createdAt: state.now,
      memberCount: 2,
    });
    const head = state.log.length;
    expect(yes(scene.by(ada.device, 'chats.create', params, 'one'))).toEqual(answer);
    expect(state.log.length).toBe(head);
    for (const { data } of events(chat.id)) expect(data.chat ?? data).toMatchObject({ memberCount: 2 });
  });

  test('everybody once, however often they are named, the owner among them or not', () => {
    const { person, make, chatRow } = company();
    const [ada, ben] = [person(), person()];
    const chat = make(ada, { kind: 'group', members: [ben.user, ada.user, ben.user] });
    expect(chatRow(chat)).toMatchObject({ memberCount: 2, title: null });
  });

  test('who was put into it finds that in the inbox, the owner does not', () => {
    const { person, group, inbox, state } = company();
    const [ada, ben] = [person(), person()];
    const chat = group(ada, [ben]);
    expect(inbox(ben)).toEqual([
      { userId: ben.user, at: state.now, chatId: chat, seq: 3, kind: 'added', byId: ada.user },
    ]);
    expect(inbox(ada)).toEqual([]);
  });

  test('its events name all members only while they are few', () => {
    const { person, group, events } = company({ receiptMembers: 2 });
    const [ada, ben, cy] = [person(), person(), person()];
    const named = (chat: string) =>
      events(chat)
        .filter(({ type }) => type === 'member.joined')
        .map(({ data }) => (data.chat as { members?: unknown[] }).members?.length);
    expect(named(group(ada, [ben]))).toEqual([2, 2]);
    expect(named(group(ada, [ben, cy]))).toEqual([undefined, undefined, undefined]);
  });

  test('what stands in the log of its beginning stands in its lines too', () => {
    const { person, group, state } = company();
    const [ada, ben] = [person(), person()];
    const chat = group(ada, [ben]);
    const lines = state.list('lines', 'byChat', [chat]);
    expect(
      lines.map(({ seq, type, userId, byId, data }) => [seq, type, userId, byId, JSON.parse(data)]),
    ).toEqual([
      [1, 'member.joined', ada.user, ada.user, { reason: 'created' }],
      [2, 'chat.created', null, ada.user, { title: 'Team' }],
      [3, 'member.joined', ben.user, ada.user, { reason: 'created' }],
    ]);
  });
});

describe('nobody is put into a chat', () => {
  test('who is not there, who is deleted, or who takes nothing from the one who does it', () => {
    const { person, ask, choose, state } = company();
    const [ada, ben, cy] = [person(), person(), person()];
    const begin = (user: string) => no(ask(ada, 'chats.create', { kind: 'group', members: [user] }));
    yes(ask(cy, 'account.delete', { handle: cy.handle }));
    choose(ben, `block.${ada.user}`, true);
    const head = state.log.length;
    expect(begin('usr_none')).toBe('not-found');
    expect(begin(cy.user)).toBe('not-found');
    expect(begin(ben.user)).toBe('forbidden');
    expect(state.log.length).toBe(head);
  });

  test.each(['shared', 'requests'])('by a stranger who wants that of nobody: %s', (rule) => {
    const { person, ask, choose, direct, group, member } = company();
    const [ada, ben, cy] = [person(), person(), person()];
    const tea = group(cy, [ben]);
    const own = group(ada, []);
    choose(ben, 'privacy.directs', rule);
    const begin = () => no(ask(ada, 'chats.create', { kind: 'group', members: [ben.user] }));
    const add = (who: typeof ada, chat: string) => no(ask(who, 'members.add', { chat, user: ben.user }));
    expect([begin(), add(ada, own)]).toEqual(['forbidden', 'forbidden']);
    // Asking is not sharing.
    if (rule === 'requests') expect(member(direct(ada, ben), ben)).toMatchObject({ request: 1 });
    expect([begin(), add(ada, own)]).toEqual(['forbidden', 'forbidden']);
    yes(ask(cy, 'members.add', { chat: tea, user: ada.user }));
    expect([begin(), add(ada, own)]).toEqual(['accepted', 'accepted']);
  });

  test('beyond the members that its kind may have, or the chats that one may be in', () => {
    const { person, ask } = company({ groupMembers: 2, channelMembers: 3, userChats: 1 });
    const [ada, ben, cy, dan] = [person(), person(), person(), person()];
    const members = [ben.user, cy.user];
    const begin = (who: typeof ada, params: object) =>
      no(ask(who, 'chats.create', { kind: 'group', members, ...params }));
    expect(begin(ada, {})).toBe('quota-exceeded');
    expect(begin(ada, { kind: 'channel', title: 'News', members: [...members, dan.user] })).toBe(
      'quota-exceeded',
    );
    expect(begin(ada, { kind: 'channel', title: 'News' })).toBe('accepted');
    expect(begin(ada, { members: [] })).toBe('quota-exceeded');
    expect(begin(dan, { members: [ben.user] })).toBe('quota-exceeded');
    expect(begin(dan, { members: [] })).toBe('accepted');
  });
});

describe('what does not go with the kind of chat is refused', () => {
  const { person, ask } = company();
  const [ada, ben] = [person(), person()];
  test.each([
    ['direct', { members: [] }],
    ['direct', {}],
    ['direct', { members: [ben.user, ada.user] }],
    ['direct', { members: [ben.user], title: 'Us' }],
    ['direct', { members: [ben.user], purpose: 'Us' }],
    ['direct', { members: [ben.user], history: 'joined' }],
    ['direct', { members: [ben.user], listed: true }],
    ['group', { listed: true }],
    ['channel', {}],
    ['channel', { title: 'News', history: 'joined' }],
  ] as const)('%s with %j', (kind, params) => {
    expect(no(ask(ada, 'chats.create', { kind, ...params }))).toBe('validation-failed');
  });

  test('a device without a user begins nothing', () => {
    const { scene } = company();
    expect(no(scene.by(scene.device(), 'chats.create', { kind: 'group' }))).toBe('forbidden');
  });
});

test('a channel is listed unless its owner wants it otherwise', () => {
  const { person, channel, chatRow } = company();
  const ada = person();
  expect(chatRow(channel(ada)).listed).toBe(1);
  expect(chatRow(channel(ada, { listed: false })).listed).toBe(0);
});
