import { describe, expect, test } from 'vitest';
import { company } from '../../../../../test/chats/company.ts';
import { no, yes } from '../../../../../test/support/scene.ts';

describe('a channel that is listed', () => {
  test('is joined by its id, and read from the own event on', () => {
    const { person, channel, ask, events, stays, roles, state } = company();
    const [ada, ben] = [person(), person()];
    const chat = channel(ada);
    const answer = yes(ask(ben, 'chats.join', { chat }));
    expect(answer.chat).toMatchObject({ id: chat, memberCount: 2, title: 'News' });
    expect(answer.chat).not.toHaveProperty('members');
    expect(events(chat).at(-1)).toMatchObject({
      type: 'member.joined',
      user: ben.user,
      data: {
        user: ben.user,
        by: ben.user,
        reason: 'joined',
        member: { role: 'member', seq: 3, joinedAt: state.now },
      },
    });
    expect(stays(chat, ben)).toEqual([[3, null]]);
    expect(roles(chat)[ben.user]).toBe('member');
  });

  test('is joined once: who is in already stays so, without an event', () => {
    const { person, channel, ask, state } = company();
    const [ada, ben] = [person(), person()];
    const chat = channel(ada);
    yes(ask(ben, 'chats.join', { chat }));
    const head = state.log.length;
    expect(yes(ask(ben, 'chats.join', { chat })).chat).toMatchObject({ id: chat, memberCount: 2 });
    expect(state.log.length).toBe(head);
  });

  test('keeps out who is banned, and who would be one too many', () => {
    const { person, channel, ask } = company({ channelMembers: 2, userChats: 2 });
    const [ada, ben, cy, dan] = [person(), person(), person(), person()];
    const chat = channel(ada);
    yes(ask(ada, 'members.remove', { chat, user: ben.user, ban: true }));
    expect(no(ask(ben, 'chats.join', { chat }))).toBe('forbidden');
    channel(dan);
    channel(dan);
    expect(no(ask(dan, 'chats.join', { chat }))).toBe('quota-exceeded');
    yes(ask(cy, 'chats.join', { chat }));
    expect(no(ask(person(), 'chats.join', { chat }))).toBe('quota-exceeded');
  });
});

test('what is not listed cannot be joined by its id: as if there were nothing, to who is banned too', () => {
  const { person, channel, group, direct, ask } = company();
  const [ada, ben, cy] = [person(), person(), person()];
  const hidden = channel(ada, { listed: false });
  const over = channel(ada);
  yes(ask(ada, 'chats.delete', { chat: over }));
  yes(ask(ada, 'members.remove', { chat: hidden, user: cy.user, ban: true }));
  const unknown = ask(ben, 'chats.join', { chat: 'cht_none' });
  expect(no(unknown)).toBe('not-found');
  for (const chat of [hidden, over, group(ada), direct(ada, cy)]) {
    expect(ask(ben, 'chats.join', { chat })).toEqual(unknown);
  }
  expect(ask(cy, 'chats.join', { chat: hidden })).toEqual(unknown);
  expect(yes(ask(ada, 'chats.join', { chat: hidden })).chat.id).toBe(hidden);
});

describe('leaving', () => {
  test('ends the stay at the own event, which is the last that one reads', () => {
    const { person, group, ask, events, stays, member, chatRow, inbox } = company();
    const [ada, ben] = [person(), person()];
    const chat = group(ada, [ben]);
    expect(yes(ask(ben, 'chats.leave', { chat }))).toEqual({ chat: { id: chat } });
    expect(events(chat).at(-1)).toMatchObject({
      type: 'member.left',
      seq: 4,
      data: { user: ben.user, by: ben.user, reason: 'left' },
    });
    expect(stays(chat, ben)).toEqual([[3, 4]]);
    expect(member(chat, ben)).toBeUndefined();
    expect(chatRow(chat)).toMatchObject({ memberCount: 1, deletedAt: null });
    expect(inbox(ben)).toEqual([]);
  });

  test('and coming back is another stay', () => {
    const { person, channel, ask, stays } = company();
    const [ada, ben] = [person(), person()];
    const chat = channel(ada);
    for (let round = 0; round < 2; round += 1) {
      yes(ask(ben, 'chats.join', { chat }));
      yes(ask(ben, 'chats.leave', { chat }));
    }
    expect(stays(chat, ben)).toEqual([
      [3, 4],
      [5, 6],
    ]);
  });

  test('the last owner hands over first; another owner may go', () => {
    const { person, group, ask, give, state } = company();
    const [ada, ben] = [person(), person()];
    const chat = group(ada, [ben]);
    const head = state.log.length;
    expect(no(ask(ada, 'chats.leave', { chat }))).toBe('conflict');
    expect(state.log.length).toBe(head);
    give(ada, chat, ben, 'owner');
    yes(ask(ada, 'chats.leave', { chat }));
    expect(no(ask(ada, 'chats.leave', { chat }))).toBe('not-found');
  });

  test('the very last member ends the chat, without another event', () => {
    const { person, group, ask, chatRow, events, state } = company();
    const ada = person();
    const chat = group(ada);
    yes(ask(ada, 'chats.leave', { chat }));
    expect(chatRow(chat)).toMatchObject({ memberCount: 0, deletedAt: state.now });
    expect(events(chat).at(-1)?.type).toBe('member.left');
    expect(no(ask(ada, 'chats.leave', { chat }))).toBe('not-found');
  });

  test('nobody leaves a direct chat', () => {
    const { person, direct, ask } = company();
    const [ada, ben] = [person(), person()];
    expect(no(ask(ada, 'chats.leave', { chat: direct(ada, ben) }))).toBe('forbidden');
  });
});
