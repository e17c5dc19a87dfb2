import { chatTopic, deviceTopic, eventTable, userTopic } from '@kith/protocol';
import { describe, expect, test } from 'vitest';
import { company } from '../../../../test/chats/company.ts';
import { dayMs, no, yes } from '../../../../test/support/scene.ts';
import { known } from '../base/assert.ts';
import { queries } from './queries.ts';
import { viewOfUser } from './views.ts';

function blankAll({ scene }: ReturnType<typeof company>): number[] {
  const steps: number[] = [];
  do steps.push(yes(scene.system('account.blank', {})).due);
  while (steps.at(-1) !== 0);
  return steps;
}

describe('account.delete', () => {
  test('leaves every chat, revokes every device and tells both; the caller goes last', () => {
    const { person, group, direct, ask, scene, state, stays, events } = company();
    const [ada, ben] = [person(), person()];
    const laptop = scene.linked(ada.device);
    const [team, pair, notes] = [group(ben, [ada]), direct(ada, ben), direct(ada, ada)];
    const head = state.log.length;
    expect(yes(ask(ada, 'account.delete', { handle: ada.handle }))).toEqual({});
    const heard = scene.heard(head);
    expect(heard.slice(0, 3).sort()).toEqual(
      [team, pair, notes].map((chat) => `${chatTopic(chat)} member.left`).sort(),
    );
    expect(heard.slice(3)).toEqual([
      `${userTopic(ada.user)} device.revoked`,
      `${deviceTopic(laptop)} device.revoked`,
      `${userTopic(ada.user)} device.revoked`,
      `${deviceTopic(ada.device)} device.revoked`,
    ]);
    expect(events(team).at(-1)?.data).toEqual({ user: ada.user, by: ada.user, reason: 'deleted' });
    expect(stays(team, ada)).toEqual([[3, 4]]);
    expect(state.list('members', 'byUser', [ada.user])).toEqual([]);
    for (const device of [laptop, ada.device]) expect(scene.row(device).revokedAt).toBe(state.now);
    expect(no(ask(ada, 'chats.create', { kind: 'group' }))).toBe('device-revoked');
  });

  test('only by who types the own handle, and by no device that joined too recently', () => {
    const { person, scene, ask, state } = company();
    const [ada, ben] = [person(), person()];
    const laptop = scene.linked(ada.device);
    const head = state.log.length;
    expect(no(ask(ada, 'account.delete', { handle: ben.handle }))).toBe('validation-failed');
    expect(no(scene.by(laptop, 'account.delete', { handle: ada.handle }))).toBe('forbidden');
    expect(no(scene.by(scene.device(), 'account.delete', { handle: ada.handle }))).toBe('forbidden');
    expect(state.log.length).toBe(head);
    scene.later(dayMs);
    yes(scene.by(laptop, 'account.delete', { handle: ada.handle }));
  });

  test('the last owner is followed by who is in longest of the highest role', () => {
    const { person, group, ask, give, roles, events } = company();
    const [ada, ben, cy, dan] = [person(), person(), person(), person()];
    const admins = group(ada, [ben, cy, dan]);
    give(ada, admins, dan, 'admin');
    give(ada, admins, cy, 'admin');
    const members = group(ada, [cy, ben]);
    const readers = group(ada, [ben]);
    give(ada, readers, ben, 'read-only');
    const owned = group(ada, [ben, cy]);
    give(ada, owned, cy, 'owner');
    yes(ask(ada, 'account.delete', { handle: ada.handle }));
    expect(roles(admins)).toEqual({ [ben.user]: 'member', [cy.user]: 'owner', [dan.user]: 'admin' });
    expect(roles(members)).toEqual({ [cy.user]: 'owner', [ben.user]: 'member' });
    expect(roles(readers)).toEqual({ [ben.user]: 'owner' });
    expect(roles(owned)).toEqual({ [cy.user]: 'owner', [ben.user]: 'member' });
    expect(events(admins).slice(-2)).toMatchObject([
      { type: 'member.role-changed', data: { user: cy.user, by: null, role: 'owner' } },
      { type: 'member.left' },
    ]);
  });

  test('a chat of which it was the only member is over', () => {
    const { person, group, direct, ask, chatRow, state } = company();
    const ada = person();
    const chats = [group(ada), direct(ada, ada)];
    yes(ask(ada, 'account.delete', { handle: ada.handle }));
    for (const chat of chats) expect(chatRow(chat)).toMatchObject({ memberCount: 0, deletedAt: state.now });
  });

  test('nothing is left of the profile, and the handle is free again', () => {
    const { person, ask, state, scene } = company();
    const ada = person('ada');
    yes(ask(ada, 'users.update', { displayName: 'Ada' }));
    yes(ask(ada, 'recovery.create', {}));
    yes(ask(ada, 'account.delete', { handle: 'ada' }));
    const row = queries.user(state, { id: ada.user });
    expect(row).toMatchObject({ displayName: null });
    expect(row && viewOfUser(row)).toEqual({ id: ada.user, handle: '', displayName: null, deleted: true });
    expect(queries.userByHandle(state, { handle: 'ada' })).toBeUndefined();
    expect(queries.users(state, { limit: 9 })).toEqual([]);
    expect(state.list('recoveryCodes', 'byUser', [ada.user])).toEqual([]);
    expect(person('ada').user).not.toBe(ada.user);
    expect(no(scene.system('recovery.issue', { handle: 'ada' }))).toBe('accepted');
  });

  test('nobody joins a deleted user', () => {
    const { person, ask, scene } = company({ openJoin: true });
    const ada = person();
    yes(ask(ada, 'account.delete', { handle: ada.handle }));
    expect(no(scene.by(scene.device(), 'users.join', { user: ada.user }))).toBe('not-found');
  });
});

describe('what a deleted user left behind', () => {
  test('is blanked in steps: settings, messages, reactions, inbox, bans', () => {
    const all = company();
    const { person, group, ask, choose, state, events } = all;
    const [ada, ben] = [person(), person()];
    const chat = group(ben, [ada]);
    choose(ada, `draft.${chat}`, { id: 'd', text: 'secret draft' });
    choose(ada, `draft.${chat}`, { id: 'd', text: 'secret draft again' });
    for (let count = 0; count < 150; count += 1) {
      yes(ask(ada, 'messages.send', { chat, text: `secret ${count}` }));
    }
    const { message } = yes(ask(ben, 'messages.send', { chat, text: `kept @${ada.handle}` }));
    yes(ask(ada, 'messages.react', { chat, message: message.id, emoji: '👍' }));
    const other = group(ben);
    yes(ask(ben, 'members.remove', { chat: other, user: ada.user, ban: true }));
    yes(ask(ada, 'account.delete', { handle: ada.handle }));
    const head = state.log.length;
    expect(blankAll(all)).toEqual([100, expect.any(Number), 0]);
    expect(JSON.stringify(state.log)).not.toContain('secret');
    expect(state.list('messages', 'byUser', [ada.user, 1])).toEqual([]);
    expect(state.list('settings', 'byUser', [ada.user])).toEqual([]);
    expect(state.get('settingUsage', ada.user)).toBeUndefined();
    const draft = [ada.user, 'kith', 'user', `draft.${chat}`];
    expect(state.list('settingChanges', 'bySetting', draft)).toEqual([]);
    expect(state.list('reactions', 'byUser', [ada.user])).toEqual([]);
    expect(state.list('inbox', 'byUser', [ada.user])).toEqual([]);
    expect(state.list('bans', 'byUser', [ada.user])).toEqual([]);
    const told = events(chat).filter(({ type }) => type === 'message.deleted' || type === 'reaction.removed');
    expect(told).toHaveLength(151);
    expect(told[0]).toMatchObject({ user: null, data: { by: null } });
    expect(told.at(-1)?.data).toMatchObject({ user: ada.user, message: message.id, emoji: '👍' });
    expect(state.log.length).toBe(head + 151);
    expect(state.get('messages', chat, message.seq)?.text).toBe(`kept @${ada.handle}`);
  });

  test('is its name too, in what chats told of who came: nobody else’s, and in bounded steps', () => {
    const all = company({ receiptMembers: 3 });
    const { person, group, channel, ask, state, events } = all;
    const [ada, ben, cy] = [person('ada'), person('ben'), person('cy')];
    yes(ask(ada, 'users.update', { displayName: 'Lovelace' }));
    const team = group(ben, [ada, cy]);
    const news = channel(ada);
    for (let round = 0; round < 120; round += 1) {
      yes(ask(cy, 'chats.join', { chat: news }));
      yes(ask(cy, 'chats.leave', { chat: news }));
    }
    yes(ask(cy, 'chats.join', { chat: news }));
    yes(ask(ada, 'account.delete', { handle: 'ada' }));
    const head = state.log.length;
    expect(blankAll(all).length).toBeGreaterThan(3);
    const told = [...events(team), ...events(news)].filter(({ type }) => type === 'member.joined');
    expect(told).toHaveLength(3 + 1 + 121);
    expect(/Lovelace|"ada"/.test(JSON.stringify(told))).toBe(false);
    expect(JSON.stringify(told[0])).toContain('"ben"');
    for (const { data } of told) {
      expect(eventTable['member.joined'].data.strict().parse(data)).toEqual(data);
      const { members } = data.chat as { members: { user: object }[] };
      expect(members.map(({ user }) => user)).toContainEqual(
        viewOfUser(known(state.get('users', ada.user), 'ada')),
      );
    }
    expect(state.list('stays', 'byUser', [ada.user])).toEqual([]);
    expect(state.log.length).toBe(head);
  });

  test('in a chat that is over is blanked without an event', () => {
    const all = company();
    const { person, group, ask, state } = all;
    const [ada, ben] = [person(), person()];
    const chat = group(ben, [ada]);
    const { message } = yes(ask(ada, 'messages.send', { chat, text: 'secret' }));
    const other = yes(ask(ben, 'messages.send', { chat, text: 'x' })).message;
    yes(ask(ada, 'messages.react', { chat, message: other.id, emoji: '👍' }));
    yes(ask(ben, 'chats.delete', { chat }));
    yes(ask(ada, 'account.delete', { handle: ada.handle }));
    const head = state.log.length;
    blankAll(all);
    expect(state.log.length).toBe(head);
    expect(state.get('messages', chat, message.seq)).toMatchObject({ text: null, live: 0 });
  });

  test('of several users is blanked within the same bounded steps', () => {
    const all = company();
    const { person, group, ask, state } = all;
    const [ada, ben, cy] = [person(), person(), person()];
    const chat = group(cy, [ada, ben]);
    for (const who of [ada, ben]) {
      for (let count = 0; count < 60; count += 1) yes(ask(who, 'messages.send', { chat, text: 'x' }));
      yes(ask(who, 'account.delete', { handle: who.handle }));
    }
    expect(blankAll(all)).toEqual([100, expect.any(Number), 0]);
    expect(state.list('messages', 'byLive', [chat, 1])).toEqual([]);
    expect(state.list('deadlines', 'byKind', ['user'])).toEqual([]);
  });
});
