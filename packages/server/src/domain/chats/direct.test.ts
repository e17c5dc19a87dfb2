import { userTopic } from '@kith/protocol';
import { describe, expect, test } from 'vitest';
import { company } from '../../../../../test/chats/company.ts';
import { no, yes } from '../../../../../test/support/scene.ts';

describe('a direct chat', () => {
  test('of two people is one, whoever begins it and however often', () => {
    const { person, direct, state, roles, inbox } = company();
    const [ada, ben] = [person(), person()];
    const chat = direct(ada, ben);
    const head = state.log.length;
    expect([direct(ben, ada), direct(ada, ben)]).toEqual([chat, chat]);
    expect(state.log.length).toBe(head);
    expect(roles(chat)).toEqual({ [ada.user]: 'member', [ben.user]: 'member' });
    expect([inbox(ada), inbox(ben)]).toEqual([[], []]);
  });

  test('with oneself has one member', () => {
    const { person, direct, chatRow, member } = company();
    const ada = person();
    const chat = direct(ada, ada);
    expect(chatRow(chat)).toMatchObject({ memberCount: 1, kind: 'direct' });
    expect(member(chat, ada)).toMatchObject({ role: 'member', request: 0 });
    expect(direct(ada, ada)).toBe(chat);
  });

  test('with oneself begins whoever else may begin one', () => {
    const { person, choose, direct, member } = company();
    for (const rule of ['shared', 'requests']) {
      const ada = person();
      choose(ada, 'privacy.directs', rule);
      expect(member(direct(ada, ada), ada)).toMatchObject({ request: 0 });
    }
  });

  test('of somebody who is not there, or no more, does not begin: one and the same', () => {
    const { person, ask, state } = company();
    const [ada, ben] = [person(), person()];
    yes(ask(ben, 'account.delete', { handle: ben.handle }));
    const head = state.log.length;
    const begin = (user: string) => ask(ada, 'chats.create', { kind: 'direct', members: [user] });
    expect(no(begin(ben.user))).toBe('not-found');
    expect(begin(ben.user)).toEqual(begin('usr_none'));
    expect(state.log.length).toBe(head);
  });

  test('is refused by whom the other one blocked, and until who blocked unblocks; one that is there stays', () => {
    const { person, ask, choose, direct } = company();
    const [ada, ben, cy] = [person(), person(), person()];
    const chat = direct(ada, cy);
    choose(ben, `block.${ada.user}`, true);
    choose(cy, `block.${ada.user}`, true);
    const begin = (who: typeof ada, other: typeof ada) =>
      no(ask(who, 'chats.create', { kind: 'direct', members: [other.user] }));
    expect(begin(ada, ben)).toBe('forbidden');
    expect(begin(ben, ada)).toBe('conflict');
    expect(direct(ada, cy)).toBe(chat);
  });

  test('counts among the chats that either may be in', () => {
    const { person, ask, group } = company({ userChats: 1 });
    const [ada, ben] = [person(), person()];
    group(ben);
    const begin = (who: typeof ada, other: typeof ada) =>
      no(ask(who, 'chats.create', { kind: 'direct', members: [other.user] }));
    expect([begin(ada, ben), begin(ben, ada), begin(ada, ada)]).toEqual([
      'quota-exceeded',
      'quota-exceeded',
      'accepted',
    ]);
  });
});

describe('who lets nobody begin but people of a shared chat', () => {
  test('is not reached by a stranger, and is by whoever shares a chat', () => {
    const { person, ask, choose, group, direct, member, inbox } = company();
    const [ada, ben, cy] = [person(), person(), person()];
    group(cy, [ben]);
    choose(ben, 'privacy.directs', 'shared');
    const begin = () => ask(ada, 'chats.create', { kind: 'direct', members: [ben.user] });
    expect(no(begin())).toBe('forbidden');
    const shared = group(cy, [ada, ben]);
    yes(ask(cy, 'members.remove', { chat: shared, user: ben.user }));
    expect(no(begin())).toBe('forbidden');
    yes(ask(cy, 'members.add', { chat: shared, user: ben.user }));
    expect(member(direct(ada, ben), ben)).toMatchObject({ request: 0 });
    expect(inbox(ben).map(({ kind }) => kind)).not.toContain('request');
  });

  test('begins with whom it likes', () => {
    const { person, choose, direct, member } = company();
    const [ada, ben] = [person(), person()];
    choose(ben, 'privacy.directs', 'shared');
    expect(member(direct(ben, ada), ada)).toMatchObject({ request: 0 });
  });
});

describe('who wants to be asked', () => {
  test('is asked by a stranger, once, in the event and in the inbox', () => {
    const { person, choose, direct, member, events, inbox } = company();
    const [ada, ben] = [person(), person()];
    choose(ben, 'privacy.directs', 'requests');
    const chat = direct(ada, ben);
    expect([member(chat, ada)?.request, member(chat, ben)?.request]).toEqual([0, 1]);
    expect(events(chat).map(({ data }) => data.request)).toEqual([undefined, undefined, true]);
    expect(inbox(ben)).toMatchObject([{ kind: 'request', chatId: chat, byId: ada.user, seq: 3 }]);
    expect(direct(ada, ben)).toBe(chat);
    expect(inbox(ben)).toHaveLength(1);
  });

  test('accepts it, and all own devices hear that; again: nothing happens', () => {
    const { person, choose, direct, member, ask, scene, state } = company();
    const [ada, ben] = [person(), person()];
    choose(ben, 'privacy.directs', 'requests');
    const chat = direct(ada, ben);
    const head = state.log.length;
    expect(yes(ask(ben, 'requests.accept', { chat }))).toEqual({ chat: { id: chat } });
    expect(scene.heard(head)).toEqual([`${userTopic(ben.user)} request.accepted`]);
    expect(scene.lastData()).toEqual({ chat });
    expect(member(chat, ben)?.request).toBe(0);
    expect(yes(ask(ben, 'requests.accept', { chat }))).toEqual({ chat: { id: chat } });
    expect(state.log.length).toBe(head + 1);
  });

  test('accepts by answering', () => {
    const { person, choose, direct, member, ask } = company();
    const [ada, ben] = [person(), person()];
    choose(ben, 'privacy.directs', 'requests');
    const chat = direct(ada, ben);
    yes(ask(ada, 'messages.send', { chat, text: 'Hello?' }));
    expect(member(chat, ben)?.request).toBe(1);
    yes(ask(ben, 'messages.send', { chat, text: 'Hello.' }));
    expect(member(chat, ben)?.request).toBe(0);
  });

  test('is not asked by people of a shared chat', () => {
    const { person, choose, direct, group, member } = company();
    const [ada, ben] = [person(), person()];
    group(ada, [ben]);
    choose(ben, 'privacy.directs', 'requests');
    expect(member(direct(ada, ben), ben)?.request).toBe(0);
  });
});
