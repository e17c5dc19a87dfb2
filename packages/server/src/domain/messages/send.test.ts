import { kithApp, kithKey, userTopic } from '@kith/protocol';
import { describe, expect, test } from 'vitest';
import { stage } from '../../../../../test/chats/stage.ts';
import { no, yes } from '../../../../../test/support/scene.ts';

describe('messages.send', () => {
  test('the row, the event and the answer name the same message at the seq of its event', () => {
    const { state, chat, topic, anna, ask, row } = stage();
    const text = ' Grüße \n';
    const { message } = yes(ask(anna, 'messages.send', { text }));
    expect(message).toEqual({ id: message.id, chat, seq: state.seq(topic), at: state.now });
    expect(message.id).toMatch(/^msg_/);
    expect(row(message.id)).toMatchObject({
      seq: message.seq,
      userId: anna.user,
      text,
      live: 1,
      replyTo: null,
    });
    const event = state.eventOf(topic, message.seq);
    expect(event).toMatchObject({ type: 'message.sent', user: anna.user, device: anna.device });
    expect(JSON.parse(event?.data ?? '')).toEqual({ id: message.id, chat, seq: message.seq, text });
    expect(state.eventsAbout(anna.user, message.id, { after: 0, limit: 9 })).toEqual([event]);
  });

  test('the same id says it once', () => {
    const { scene, state, chat, anna } = stage();
    const params = { chat, text: 'once' };
    const first = yes(scene.by(anna.device, 'messages.send', params, 'same'));
    const head = state.log.length;
    expect(yes(scene.by(anna.device, 'messages.send', params, 'same'))).toEqual(first);
    expect(no(scene.by(anna.device, 'messages.send', { chat, text: 'twice' }, 'same'))).toBe('conflict');
    expect(state.log.length).toBe(head);
  });

  test.each(['group', 'channel'] as const)('who is only a reader may not, in a %s', (kind) => {
    const { ask, ben } = stage({ kind, roles: { ben: 'read-only' } });
    expect(no(ask(ben, 'messages.send', { text: 'hi' }))).toBe('forbidden');
  });

  test('a chat that one is not in, one that is no more and one that never was are the same: not found', () => {
    const { scene, state, ask, anna, eve, carl, leave } = stage();
    leave(carl);
    const head = state.log.length;
    const unknown = scene.by(anna.device, 'messages.send', { chat: 'cht_none', text: 'hi' });
    expect(no(unknown)).toBe('not-found');
    for (const who of [eve, carl]) expect(ask(who, 'messages.send', { text: 'hi' })).toEqual(unknown);
    expect(state.log.length).toBe(head);
    yes(ask(anna, 'chats.delete', {}));
    expect(ask(anna, 'messages.send', { text: 'hi' })).toEqual(unknown);
  });

  test('a device without a user may not', () => {
    const { scene, chat } = stage();
    expect(no(scene.by(scene.device(), 'messages.send', { chat, text: 'hi' }))).toBe('forbidden');
  });

  test('a text is bounded in bytes', () => {
    const { ask, anna } = stage({ policy: { textBytes: 4 } });
    expect(no(ask(anna, 'messages.send', { text: 'éé' }))).toBe('accepted');
    expect(no(ask(anna, 'messages.send', { text: 'éé!' }))).toBe('too-large');
  });
});

describe('replies', () => {
  test('the row keeps the seq of what is answered, the event its id', () => {
    const { scene, anna, ben, say, row } = stage();
    const question = say(anna, 'why?');
    const answer = say(ben, 'because', { replyTo: question });
    expect(row(answer).replyTo).toBe(row(question).seq);
    expect(scene.lastData()).toMatchObject({ replyTo: question });
  });

  test('what is of another chat, deleted, not to be seen or unknown cannot be answered: not found', () => {
    const { state, anna, ben, ask, say, row, add, carl, leave } = stage({ history: 'joined' });
    const seen = say(anna, 'hi');
    const foreign = { ...row(seen), chatId: 'cht_other', id: 'msg_other' };
    state.put('messages', foreign);
    leave(carl);
    const unseen = say(anna, 'while carl is away');
    add(carl);
    for (const replyTo of ['msg_none', 'msg_other', unseen]) {
      expect(no(ask(carl, 'messages.send', { text: 'what?', replyTo }))).toBe('not-found');
    }
    expect(no(ask(carl, 'messages.send', { text: 'what?', replyTo: seen }))).toBe('accepted');
    yes(ask(anna, 'messages.delete', { message: seen }));
    expect(no(ask(ben, 'messages.send', { text: 'what?', replyTo: seen }))).toBe('not-found');
  });
});

describe('direct chats', () => {
  test('who is blocked may not say, edit or react; who blocks is told to unblock first', () => {
    const { ask, say, choose, anna, ben } = stage({ kind: 'direct' });
    const message = say(anna, 'hi');
    const answer = say(ben, 'no');
    choose(ben, kithKey('block', anna.user), true);
    const tries = (who: typeof anna, own: string) => [
      no(ask(who, 'messages.send', { text: 'hello?' })),
      no(ask(who, 'messages.edit', { message: own, text: 'hello?' })),
      no(ask(who, 'messages.react', { message: own, emoji: '👍' })),
    ];
    expect(tries(anna, message)).toEqual(['forbidden', 'forbidden', 'forbidden']);
    expect(tries(ben, answer)).toEqual(['conflict', 'conflict', 'conflict']);
    expect(no(ask(anna, 'messages.delete', { message }))).toBe('accepted');
  });

  test('in a group a block changes nothing', () => {
    const { ask, choose, anna, ben } = stage();
    choose(ben, kithKey('block', anna.user), true);
    expect(no(ask(anna, 'messages.send', { text: 'hi' }))).toBe('accepted');
  });

  test('notes to oneself go through', () => {
    const { scene, anna } = stage();
    const notes = yes(scene.by(anna.device, 'chats.create', { kind: 'direct', members: [anna.user] })).chat
      .id;
    expect(no(scene.by(anna.device, 'messages.send', { chat: notes, text: 'milk' }))).toBe('accepted');
  });

  test('whoever answers a stranger has accepted the chat, told to their own devices alone', () => {
    const { scene, state, chat, anna, ben, say, member } = stage({ kind: 'direct', request: true });
    say(anna, 'hi, we never met');
    expect(member(ben).request).toBe(1);
    const head = state.log.length;
    say(ben, 'hi');
    expect(member(ben).request).toBe(0);
    expect(scene.heard(head)).toEqual([
      `chat:${chat} message.sent`,
      `${userTopic(ben.user)} request.accepted`,
    ]);
    say(ben, 'again');
    expect(scene.heard(head)).toHaveLength(3);
  });
});

describe('drafts', () => {
  const written = (id: string) => ({ id, text: 'half a thou' });

  test('the draft that is sent goes in the same step', () => {
    const { scene, state, chat, anna, say, choose } = stage();
    const key = kithKey('draft', chat);
    choose(anna, key, written('draft1'));
    const head = state.log.length;
    say(anna, 'half a thought', { draft: 'draft1' });
    expect(state.get('settings', anna.user, kithApp, 'user', key)?.value).toBe(null);
    expect(scene.heard(head)).toEqual([`chat:${chat} message.sent`, `user:${anna.user} setting.changed`]);
  });

  test('a draft that another device has begun since stays, and so does one that nobody names', () => {
    const { state, chat, anna, say, choose } = stage();
    const key = kithKey('draft', chat);
    choose(anna, key, written('draft2'));
    const head = state.log.length;
    say(anna, 'half a thought', { draft: 'draft1' });
    say(anna, 'something else');
    expect(state.get('settings', anna.user, kithApp, 'user', key)?.value).toContain('draft2');
    expect(state.log.length).toBe(head + 2);
  });
});
