import { describe, expect, test } from 'vitest';
import { company } from '../../../../../test/chats/company.ts';
import { no, yes } from '../../../../../test/support/scene.ts';

describe('members.add', () => {
  test('makes a user a member, told in the chat and in the inbox', () => {
    const { person, group, ask, events, inbox, member, state } = company();
    const [ada, ben, cy] = [person(), person(), person()];
    const chat = group(ada, [ben]);
    expect(yes(ask(ben, 'members.add', { chat, user: cy.user }))).toEqual({ chat, user: cy.user });
    expect(events(chat).at(-1)).toMatchObject({
      type: 'member.joined',
      user: ben.user,
      data: { user: cy.user, by: ben.user, reason: 'added', chat: { memberCount: 3 } },
    });
    expect(member(chat, cy)).toMatchObject({ since: 4, read: 4, role: 'member', joinedAt: state.now });
    expect(inbox(cy)).toMatchObject([{ kind: 'added', chatId: chat, seq: 4, byId: ben.user }]);
  });

  test('who is one already stays so, in its role', () => {
    const { person, group, ask, give, roles, state } = company();
    const [ada, ben] = [person(), person()];
    const chat = group(ada, [ben]);
    give(ada, chat, ben, 'admin');
    const head = state.log.length;
    expect(yes(ask(ada, 'members.add', { chat, user: ben.user }))).toEqual({ chat, user: ben.user });
    expect(state.log.length).toBe(head);
    expect(roles(chat)[ben.user]).toBe('admin');
  });

  test('not who is unknown, deleted, banned, blocks the one who does it, or would be one too many', () => {
    const { person, group, ask, choose, state } = company({ groupMembers: 3, userChats: 2 });
    const [ada, gone, banned, blocker, busy] = [person(), person(), person(), person(), person()];
    const chat = group(ada);
    yes(ask(gone, 'account.delete', { handle: gone.handle }));
    yes(ask(ada, 'members.remove', { chat, user: banned.user, ban: true }));
    choose(blocker, `block.${ada.user}`, true);
    group(busy);
    group(busy);
    const head = state.log.length;
    const add = (user: string) => no(ask(ada, 'members.add', { chat, user }));
    expect(add('usr_none')).toBe('not-found');
    expect(add(gone.user)).toBe('not-found');
    expect(add(banned.user)).toBe('conflict');
    expect(add(blocker.user)).toBe('forbidden');
    expect(add(busy.user)).toBe('quota-exceeded');
    expect(state.log.length).toBe(head);
    expect([add(person().user), add(person().user), add(person().user)]).toEqual([
      'accepted',
      'accepted',
      'quota-exceeded',
    ]);
  });
});

describe('members.remove', () => {
  test('takes a member out, who may be added again', () => {
    const { person, group, ask, events, stays } = company();
    const [ada, ben] = [person(), person()];
    const chat = group(ada, [ben]);
    expect(yes(ask(ada, 'members.remove', { chat, user: ben.user }))).toEqual({ chat, user: ben.user });
    expect(events(chat).at(-1)?.data).toEqual({ user: ben.user, by: ada.user, reason: 'removed' });
    expect(stays(chat, ben)).toEqual([[3, 4]]);
    expect(no(ask(ada, 'members.remove', { chat, user: ben.user }))).toBe('not-found');
    yes(ask(ada, 'members.add', { chat, user: ben.user }));
  });

  test('with a ban keeps them out, until they are unbanned', () => {
    const { person, channel, ask, events, state } = company();
    const [ada, ben] = [person(), person()];
    const chat = channel(ada);
    yes(ask(ben, 'chats.join', { chat }));
    yes(ask(ada, 'members.remove', { chat, user: ben.user, ban: true }));
    expect(events(chat).at(-1)?.data).toMatchObject({ user: ben.user, reason: 'banned' });
    expect(state.get('bans', chat, ben.user)).toEqual({
      chatId: chat,
      userId: ben.user,
      byId: ada.user,
      at: state.now,
    });
    expect(no(ask(ben, 'chats.join', { chat }))).toBe('forbidden');
    expect(yes(ask(ada, 'members.unban', { chat, user: ben.user }))).toEqual({ chat, user: ben.user });
    yes(ask(ben, 'chats.join', { chat }));
  });

  test('a ban needs no member and tells nobody; a second one keeps the first', () => {
    const { person, group, ask, state } = company();
    const [ada, ben] = [person(), person()];
    const chat = group(ada);
    const head = state.log.length;
    const ban = (user: string) => ask(ada, 'members.remove', { chat, user, ban: true });
    expect(yes(ban(ben.user))).toEqual({ chat, user: ben.user });
    const first = state.get('bans', chat, ben.user);
    state.now += 1;
    yes(ban(ben.user));
    expect(state.get('bans', chat, ben.user)).toEqual(first);
    expect(state.log.length).toBe(head);
    expect(no(ban('usr_none'))).toBe('not-found');
  });

  test('a retry of a ban after the unban changes nothing', () => {
    const { person, group, scene, ask, state } = company();
    const [ada, ben] = [person(), person()];
    const chat = group(ada);
    const ban = () =>
      yes(scene.by(ada.device, 'members.remove', { chat, user: ben.user, ban: true }, 'the ban'));
    ban();
    yes(ask(ada, 'members.unban', { chat, user: ben.user }));
    ban();
    expect(state.get('bans', chat, ben.user)).toBeUndefined();
  });

  test('only so many may be banned from one chat', () => {
    const { person, group, ask } = company({ chatBans: 1 });
    const [ada, ben, cy] = [person(), person(), person()];
    const chat = group(ada, [cy]);
    const ban = (user: string) => no(ask(ada, 'members.remove', { chat, user, ban: true }));
    expect([ban(ben.user), ban(ben.user), ban(cy.user)]).toEqual(['accepted', 'accepted', 'quota-exceeded']);
    expect(no(ask(ada, 'members.remove', { chat, user: cy.user }))).toBe('accepted');
  });

  test('is not for oneself', () => {
    const { person, group, ask } = company();
    const [ada, ben] = [person(), person()];
    const chat = group(ada, [ben]);
    expect(no(ask(ada, 'members.remove', { chat, user: ada.user }))).toBe('conflict');
    expect(no(ask(ada, 'members.remove', { chat, user: ada.user, ban: true }))).toBe('conflict');
  });

  test.each([false, true])('admins only those below them, owners anybody (with a ban: %s)', (ban) => {
    const { person, group, ask, give } = company();
    const [ada, ben, cy, dan, eve] = [person(), person(), person(), person(), person()];
    const chat = group(ada, [ben, cy, dan, eve]);
    give(ada, chat, ben, 'owner');
    give(ada, chat, cy, 'admin');
    give(ada, chat, dan, 'admin');
    const remove = (who: typeof ada, { user }: typeof ada) =>
      no(ask(who, 'members.remove', { chat, user, ban }));
    expect([remove(cy, ada), remove(cy, dan), remove(cy, eve)]).toEqual([
      'forbidden',
      'forbidden',
      'accepted',
    ]);
    expect([remove(ada, cy), remove(ada, ben)]).toEqual(['accepted', 'accepted']);
  });
});

test('members.unban of who is not banned changes nothing', () => {
  const { person, group, ask } = company();
  const [ada, ben] = [person(), person()];
  expect(no(ask(ada, 'members.unban', { chat: group(ada), user: ben.user }))).toBe('accepted');
});
