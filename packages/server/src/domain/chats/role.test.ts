import type { ChatRole } from '@kith/protocol';
import { describe, expect, test } from 'vitest';
import { company } from '../../../../../test/chats/company.ts';
import { no, yes } from '../../../../../test/support/scene.ts';

function team() {
  const all = company();
  const { person, group, give, ask } = all;
  const [owner, admin, member, reader] = [person(), person(), person(), person()];
  const chat = group(owner, [admin, member, reader]);
  give(owner, chat, admin, 'admin');
  give(owner, chat, reader, 'read-only');
  const set = (who: typeof owner, { user }: typeof owner, role: ChatRole) =>
    no(ask(who, 'members.setRole', { chat, user, role }));
  return { ...all, chat, owner, admin, member, reader, set };
}

describe('members.setRole', () => {
  test('is told to the chat', () => {
    const { owner, member, chat, ask, events, state } = team();
    const params = { chat, user: member.user, role: 'admin' } as const;
    expect(yes(ask(owner, 'members.setRole', params))).toEqual(params);
    expect(events(chat).at(-1)).toMatchObject({
      type: 'member.role-changed',
      data: { user: member.user, by: owner.user, role: 'admin' },
    });
    expect(state.get('lines', chat, events(chat).length)).toMatchObject({
      type: 'member.role-changed',
      userId: member.user,
      byId: owner.user,
      data: '{"role":"admin"}',
    });
  });

  test('to the same role tells nobody', () => {
    const { owner, member, set, state } = team();
    const head = state.log.length;
    expect(set(owner, member, 'member')).toBe('accepted');
    expect(state.log.length).toBe(head);
  });

  test('an owner gives any role to anybody', () => {
    const { owner, admin, member, reader, set } = team();
    expect(set(owner, reader, 'owner')).toBe('accepted');
    expect(set(owner, reader, 'read-only')).toBe('accepted');
    expect(set(owner, admin, 'member')).toBe('accepted');
    expect(set(owner, member, 'admin')).toBe('accepted');
  });

  test('an admin lets those below speak or only read, and no more', () => {
    const { owner, admin, member, reader, set } = team();
    expect(set(admin, member, 'read-only')).toBe('accepted');
    expect(set(admin, reader, 'member')).toBe('accepted');
    expect(set(admin, member, 'admin')).toBe('forbidden');
    expect(set(admin, member, 'owner')).toBe('forbidden');
    expect(set(admin, owner, 'member')).toBe('forbidden');
    expect(set(admin, admin, 'member')).toBe('forbidden');
  });

  test('members and readers give none, and who is no member has none', () => {
    const { owner, member, reader, person, set } = team();
    expect(set(member, reader, 'member')).toBe('forbidden');
    expect(set(reader, reader, 'member')).toBe('forbidden');
    expect(set(owner, person(), 'member')).toBe('not-found');
  });

  test('the last owner stays one; with another one there it may step down', () => {
    const { owner, admin, set } = team();
    expect(set(owner, owner, 'member')).toBe('conflict');
    expect(set(owner, owner, 'owner')).toBe('accepted');
    set(owner, admin, 'owner');
    expect(set(owner, owner, 'member')).toBe('accepted');
    expect(set(admin, admin, 'member')).toBe('conflict');
  });
});
