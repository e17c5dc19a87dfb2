import { type EventType, eventTable } from '@kith/protocol';
import { describe, expect, test } from 'vitest';
import { company } from '../../../../../test/chats/company.ts';
import { no, yes } from '../../../../../test/support/scene.ts';

describe('chats.update', () => {
  test('changes what is given, tells just that, and keeps a new title among the lines', () => {
    const { person, channel, ask, events, chatRow, state } = company();
    const ada = person();
    const chat = channel(ada, { purpose: 'Old' });
    expect(yes(ask(ada, 'chats.update', { chat, title: 'New', purpose: 'Old' }))).toEqual({
      chat: { id: chat },
    });
    expect(events(chat).at(-1)).toMatchObject({ type: 'chat.updated', data: { id: chat, title: 'New' } });
    expect(events(chat).at(-1)?.data).not.toHaveProperty('purpose');
    yes(ask(ada, 'chats.update', { chat, purpose: null, listed: false }));
    expect(events(chat).at(-1)?.data).toEqual({ id: chat, purpose: null, listed: false });
    expect(chatRow(chat)).toMatchObject({ title: 'New', purpose: null, listed: 0 });
    const lines = state.list('lines', 'byChat', [chat]).slice(2);
    expect(lines.map(({ type, byId, data }) => [type, byId, data])).toEqual([
      ['chat.updated', ada.user, '{"title":"New"}'],
      ['chat.updated', ada.user, '{}'],
    ]);
    yes(ask(ada, 'chats.update', { chat, listed: true }));
    expect(chatRow(chat)).toMatchObject({ title: 'New', listed: 1 });
  });

  test('to what it is already tells nobody', () => {
    const { person, channel, ask, state } = company();
    const ada = person();
    const chat = channel(ada);
    const head = state.log.length;
    yes(ask(ada, 'chats.update', { chat, title: 'News', purpose: null, listed: true }));
    yes(ask(ada, 'chats.update', { chat }));
    expect(state.log.length).toBe(head);
  });

  test('a channel keeps a title, and only channels are listed', () => {
    const { person, channel, group, ask, chatRow } = company();
    const ada = person();
    const team = group(ada);
    expect(no(ask(ada, 'chats.update', { chat: channel(ada), title: null }))).toBe('validation-failed');
    expect(no(ask(ada, 'chats.update', { chat: team, listed: true }))).toBe('validation-failed');
    expect(no(ask(ada, 'chats.update', { chat: team, title: null, listed: false }))).toBe('accepted');
    expect(chatRow(team).title).toBeNull();
  });
});

describe('chats.delete', () => {
  test('is the last event that every member reads', () => {
    const { person, channel, ask, events, stays, roles, chatRow, state } = company();
    const [ada, ben, cy] = [person(), person(), person()];
    const chat = channel(ada);
    yes(ask(ben, 'chats.join', { chat }));
    yes(ask(cy, 'chats.join', { chat }));
    yes(ask(cy, 'chats.leave', { chat }));
    expect(yes(ask(ada, 'chats.delete', { chat }))).toEqual({ chat: { id: chat } });
    expect(events(chat).at(-1)).toMatchObject({ type: 'chat.deleted', seq: 6, data: { id: chat } });
    expect([ada, ben, cy].map((it) => stays(chat, it))).toEqual([[[1, 6]], [[3, 6]], [[4, 5]]]);
    expect(roles(chat)).toEqual({});
    expect(chatRow(chat)).toMatchObject({ memberCount: 0, listed: 0, deletedAt: state.now });
  });

  test('after it the chat is to everybody as if it had never been', () => {
    const { person, group, ask, state, inbox } = company();
    const [ada, ben, cy] = [person(), person(), person()];
    const chat = group(ada, [ben]);
    yes(ask(ada, 'invites.create', { chat }));
    yes(ask(ada, 'members.remove', { chat, user: cy.user, ban: true }));
    yes(ask(ada, 'chats.delete', { chat }));
    const unknown = ask(ada, 'chats.leave', { chat: 'cht_none' });
    for (const who of [ada, ben, cy]) expect(ask(who, 'chats.leave', { chat })).toEqual(unknown);
    expect(state.list('bans', 'byChat', [chat])).toEqual([]);
    expect(state.list('chatInvites', 'byChat', [chat])).toEqual([]);
    expect(inbox(ben)).toEqual([]);
  });
});

describe('what was said in a chat that is over', () => {
  test('is blanked in steps: no text or title is left in a row or in the log', () => {
    const { person, group, ask, scene, state, chatRow, events } = company();
    const ada = person();
    const chat = group(ada, [], { title: 'Secret title', purpose: 'Secret purpose' });
    const total = 250;
    for (let count = 0; count < total; count += 1) {
      const { message } = yes(ask(ada, 'messages.send', { chat, text: `secret ${count}` }));
      if (count === 0) {
        yes(ask(ada, 'messages.react', { chat, message: message.id, emoji: '👍' }));
        yes(ask(ada, 'messages.edit', { chat, message: message.id, text: 'secret edit' }));
      }
    }
    yes(ask(ada, 'chats.update', { chat, title: 'Other secret title' }));
    const other = group(ada);
    yes(ask(ada, 'messages.send', { chat: other, text: 'kept' }));
    yes(ask(ada, 'chats.delete', { chat }));
    const head = state.log.length;
    const steps: number[] = [];
    do steps.push(yes(scene.system('chats.blank', {})).due);
    while (steps.at(-1) !== 0);
    expect(steps).toEqual([100, 100, 53, 0]);
    expect(
      state.list('messages', 'byChat', [chat]).every(({ text, live }) => text === null && live === 0),
    ).toBe(true);
    expect(JSON.stringify(events(chat))).not.toMatch(/secret/i);
    for (const { type, data } of events(chat)) {
      expect(eventTable[type as EventType].data.strict().parse(data)).toEqual(data);
    }
    expect(chatRow(chat)).toMatchObject({ title: null, purpose: null });
    expect(state.list('lines', 'byChat', [chat])).toEqual([]);
    expect(state.list('reactions', 'byUser', [ada.user])).toEqual([]);
    expect(state.log.length).toBe(head);
    expect(events(other).at(-1)?.data).toMatchObject({ text: 'kept' });
  });
});
