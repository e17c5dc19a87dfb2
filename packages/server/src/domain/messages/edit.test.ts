import { describe, expect, test } from 'vitest';
import { stage } from '../../../../../test/chats/stage.ts';
import { no, yes } from '../../../../../test/support/scene.ts';

describe('messages.edit', () => {
  test('the message keeps its place and says something else', () => {
    const { scene, state, chat, topic, anna, ben, say, ask, row } = stage();
    const message = say(anna, 'one');
    const { seq, at } = row(message);
    say(ben, 'between');
    scene.later(1_000);
    const answer = yes(ask(anna, 'messages.edit', { message, text: 'two @ben' }));
    expect(answer).toEqual({ message: { id: message, chat, seq } });
    expect(row(message)).toMatchObject({ seq, at, text: 'two @ben', editedAt: state.now, live: 1 });
    expect(state.log.at(-1)).toMatchObject({ topic, type: 'message.edited', user: anna.user });
    const said = { id: message, chat, seq, text: 'two @ben', mentions: [ben.user] };
    expect(scene.lastData()).toEqual(said);
  });

  test('the same text changes nothing, unless it mentions others now', () => {
    const { state, anna, ben, say, ask, row, leave } = stage();
    const message = say(anna, 'hi @ben');
    const head = state.log.length;
    yes(ask(anna, 'messages.edit', { message, text: 'hi @ben' }));
    yes(ask(anna, 'messages.edit', { message, text: 'hi @ben', mentions: [ben.user] }));
    expect(state.log.length).toBe(head);
    leave(ben);
    yes(ask(anna, 'messages.edit', { message, text: 'hi @ben' }));
    expect(row(message).editedAt).toBe(null);
    yes(ask(anna, 'messages.edit', { message, text: 'hi @ben', mentions: [] }));
    expect(row(message)).toMatchObject({ mentions: null, editedAt: state.now });
  });

  test('only what one said oneself, whatever one’s role', () => {
    const { anna, ben, say, ask, row } = stage();
    const message = say(ben, 'mine');
    expect(no(ask(anna, 'messages.edit', { message, text: 'yours' }))).toBe('forbidden');
    expect(row(message).text).toBe('mine');
  });

  test('who is only a reader by now may not', () => {
    const { ben, say, ask, setRole } = stage();
    const message = say(ben, 'mine');
    setRole(ben, 'read-only');
    expect(no(ask(ben, 'messages.edit', { message, text: 'still mine' }))).toBe('forbidden');
  });

  test('what is deleted stays so', () => {
    const { anna, say, ask } = stage();
    const message = say(anna, 'gone');
    yes(ask(anna, 'messages.delete', { message }));
    expect(no(ask(anna, 'messages.edit', { message, text: 'back' }))).toBe('conflict');
  });

  test('the text is bounded in bytes', () => {
    const { anna, say, ask } = stage({ policy: { textBytes: 4 } });
    const message = say(anna, 'éé');
    expect(no(ask(anna, 'messages.edit', { message, text: 'ééé' }))).toBe('too-large');
  });
});

describe('a message is found only in its chat by those who may see it', () => {
  const changes = (message: string) =>
    [
      ['messages.edit', { message, text: 'other' }],
      ['messages.delete', { message }],
      ['messages.react', { message, emoji: '👍' }],
    ] as const;

  test('not through another chat, not by an unknown id, not by who is not in', () => {
    const { scene, anna, eve, carl, say, ask, leave } = stage();
    const message = say(anna, 'here');
    const elsewhere = yes(scene.by(anna.device, 'chats.create', { kind: 'group' })).chat.id;
    leave(carl);
    for (const [name, params] of changes(message)) {
      expect(no(scene.by(anna.device, name, { ...params, chat: elsewhere }))).toBe('not-found');
      expect(no(ask(anna, name, { ...params, message: 'msg_none' }))).toBe('not-found');
      for (const who of [eve, carl]) expect(no(ask(who, name, params))).toBe('not-found');
    }
  });

  test('where members see what was said while they were in: nothing of the time between two stays', () => {
    const { anna, carl, say, ask, leave, add } = stage({ history: 'joined' });
    const own = say(carl, 'first stay');
    leave(carl);
    const between = say(anna, 'between');
    add(carl);
    for (const [name, params] of changes(between)) expect(no(ask(carl, name, params))).toBe('not-found');
    for (const [name, params] of changes(own)) {
      if (name !== 'messages.delete') expect(no(ask(carl, name, params))).toBe('accepted');
    }
    expect(no(ask(carl, 'messages.react', { message: say(anna, 'now'), emoji: '👍' }))).toBe('accepted');
  });

  test('where everybody sees everything, also what was said before', () => {
    const { anna, eve, say, ask, add } = stage();
    const message = say(anna, 'long ago');
    add(eve);
    expect(no(ask(eve, 'messages.react', { message, emoji: '👍' }))).toBe('accepted');
  });
});
