import { describe, expect, test } from 'vitest';
import { company } from '../../../../../test/chats/company.ts';
import { dayMs, minuteMs, no, yes } from '../../../../../test/support/scene.ts';
import { openInvites } from './invites.ts';

describe('an invite', () => {
  test('lets anybody into a group or an unlisted channel who knows its token', () => {
    const { person, group, channel, ask, events, member } = company();
    const ada = person();
    for (const chat of [group(ada), channel(ada, { listed: false })]) {
      const ben = person();
      const made = yes(ask(ada, 'invites.create', { chat }));
      const answer = yes(ask(ben, 'chats.join', { invite: made.token }));
      expect(answer.chat).toMatchObject({ id: chat, memberCount: 2 });
      expect(member(chat, ben)).toMatchObject({ role: 'member' });
      expect(events(chat).at(-1)?.data).toMatchObject({ user: ben.user, by: ada.user, reason: 'invite' });
    }
  });

  test('is stored as a hash, is good for seven days and any number of people unless it is said otherwise', () => {
    const { person, group, ask, state } = company();
    const ada = person();
    const chat = group(ada);
    const { token, ...made } = yes(ask(ada, 'invites.create', { chat }));
    expect(made).toEqual({
      invite: made.invite,
      by: ada.user,
      createdAt: state.now,
      expiresAt: state.now + 7 * dayMs,
      usesLeft: null,
    });
    expect(JSON.stringify(state.list('chatInvites', 'byChat', [chat]))).not.toContain(token);
    const other = yes(ask(ada, 'invites.create', { chat, expiresInMs: null, uses: 3 }));
    expect(other).toMatchObject({ expiresAt: null, usesLeft: 3 });
  });

  test('lets nobody in when its time is over, when it is used up, and when it is taken back', () => {
    const { person, group, ask, scene } = company();
    const ada = person();
    const chat = group(ada);
    const join = (invite: string) => no(ask(person(), 'chats.join', { invite }));
    const short = yes(ask(ada, 'invites.create', { chat, expiresInMs: minuteMs })).token;
    scene.later(minuteMs - 1);
    expect(join(short)).toBe('accepted');
    scene.later(1);
    expect(join(short)).toBe('link-expired');
    const once = yes(ask(ada, 'invites.create', { chat, uses: 1 })).token;
    expect([join(once), join(once)]).toEqual(['accepted', 'link-expired']);
    const { token, invite } = yes(ask(ada, 'invites.create', { chat }));
    expect(yes(ask(ada, 'invites.revoke', { chat, invite }))).toEqual({});
    expect(yes(ask(ada, 'invites.revoke', { chat, invite }))).toEqual({});
    expect(join(token)).toBe('link-expired');
  });

  test('that never was, or of a chat that is over, is not there', () => {
    const { person, group, ask } = company();
    const [ada, ben] = [person(), person()];
    const chat = group(ada);
    const { token } = yes(ask(ada, 'invites.create', { chat }));
    yes(ask(ada, 'chats.delete', { chat }));
    expect(no(ask(ben, 'chats.join', { invite: token }))).toBe('not-found');
    expect(ask(ben, 'chats.join', { invite: 'no such token' })).toEqual(
      ask(ben, 'chats.join', { invite: token }),
    );
  });

  test('costs who is in already no use, and keeps out who is banned', () => {
    const { person, group, ask, state } = company();
    const [ada, ben] = [person(), person()];
    const chat = group(ada);
    yes(ask(ada, 'members.remove', { chat, user: ben.user, ban: true }));
    const { token, invite } = yes(ask(ada, 'invites.create', { chat, uses: 1 }));
    expect(yes(ask(ada, 'chats.join', { invite: token })).chat.id).toBe(chat);
    expect(no(ask(ben, 'chats.join', { invite: token }))).toBe('forbidden');
    expect(state.get('chatInvites', invite)?.usesLeft).toBe(1);
  });

  test('of another chat is not taken back in this one', () => {
    const { person, group, ask } = company();
    const [ada, ben] = [person(), person()];
    const { invite } = yes(ask(ada, 'invites.create', { chat: group(ada) }));
    expect(no(ask(ben, 'invites.revoke', { chat: group(ben), invite }))).toBe('not-found');
    expect(no(ask(ben, 'invites.revoke', { chat: group(ben), invite: 'civ_none' }))).toBe('not-found');
  });

  test('only so many are open at once; dead ones make room, and are forgotten when there are many', () => {
    const { person, group, ask, state, scene } = company({ chatInvites: 2 });
    const ada = person();
    const chat = group(ada);
    const make = () => {
      scene.later(1);
      return ask(ada, 'invites.create', { chat });
    };
    const first = yes(make());
    yes(make());
    expect(no(make())).toBe('quota-exceeded');
    yes(ask(ada, 'invites.revoke', { chat, invite: first.invite }));
    for (let round = 0; round < 4; round += 1) {
      const { invite } = yes(make());
      yes(ask(ada, 'invites.revoke', { chat, invite }));
    }
    expect(openInvites(state, chat, state.now)).toHaveLength(1);
    expect(state.list('chatInvites', 'byChat', [chat])).toHaveLength(4);
    expect(no(ask(person(), 'chats.join', { invite: first.token }))).toBe('not-found');
  });
});
