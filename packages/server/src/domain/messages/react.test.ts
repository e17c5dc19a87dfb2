import { describe, expect, test } from 'vitest';
import { stage } from '../../../../../test/chats/stage.ts';
import { no, yes } from '../../../../../test/support/scene.ts';

describe('messages.react', () => {
  test('a reaction is a row and an event that say who and what', () => {
    const { scene, state, chat, topic, anna, ben, say, ask, row } = stage();
    const message = say(anna, 'hi');
    const { seq } = row(message);
    const answer = yes(ask(ben, 'messages.react', { message, emoji: '👍' }));
    expect(answer).toEqual({ message: { id: message, chat, seq } });
    expect(state.get('reactions', chat, seq, '👍', ben.user)).toMatchObject({ at: state.now });
    expect(state.log.at(-1)).toMatchObject({ topic, type: 'reaction.added', user: ben.user });
    expect(scene.lastData()).toEqual({ chat, message, seq, user: ben.user, emoji: '👍' });
    yes(ask(ben, 'messages.react', { message, emoji: '👍', remove: true }));
    expect(state.get('reactions', chat, seq, '👍', ben.user)).toBe(undefined);
    expect(state.log.at(-1)).toMatchObject({ type: 'reaction.removed' });
    expect(scene.lastData()).toEqual({ chat, message, seq, user: ben.user, emoji: '👍' });
  });

  test('what is there already, and taking back what is not, changes nothing', () => {
    const { state, anna, ben, say, ask } = stage();
    const message = say(anna, 'hi');
    const first = yes(ask(ben, 'messages.react', { message, emoji: '👍' }));
    const head = state.log.length;
    expect(yes(ask(ben, 'messages.react', { message, emoji: '👍' }))).toEqual(first);
    expect(yes(ask(ben, 'messages.react', { message, emoji: '❤️', remove: true }))).toEqual(first);
    expect(yes(ask(anna, 'messages.react', { message, emoji: '👍', remove: true }))).toEqual(first);
    expect(state.log.length).toBe(head);
  });

  test('each person has their own, of several kinds', () => {
    const { state, chat, anna, ben, say, ask, row } = stage();
    const message = say(anna, 'hi');
    for (const who of [anna, ben]) {
      for (const emoji of ['👍', '❤️']) yes(ask(who, 'messages.react', { message, emoji }));
    }
    yes(ask(ben, 'messages.react', { message, emoji: '👍', remove: true }));
    const left = state.list('reactions', 'byMessage', [chat, row(message).seq]);
    expect(left.map(({ emoji, userId }) => [emoji, userId])).toEqual(
      expect.arrayContaining([
        ['👍', anna.user],
        ['❤️', anna.user],
        ['❤️', ben.user],
      ]),
    );
    expect(left).toHaveLength(3);
  });

  test('a message has so many different ones, each by as many people as like', () => {
    const { anna, ben, say, ask } = stage({ policy: { reactions: 2 } });
    const message = say(anna, 'hi');
    for (const emoji of ['👍', '❤️']) {
      for (const who of [anna, ben]) yes(ask(who, 'messages.react', { message, emoji }));
    }
    expect(no(ask(ben, 'messages.react', { message, emoji: '🎉' }))).toBe('quota-exceeded');
    for (const who of [anna, ben]) yes(ask(who, 'messages.react', { message, emoji: '👍', remove: true }));
    expect(no(ask(ben, 'messages.react', { message, emoji: '🎉' }))).toBe('accepted');
  });

  test('to what is deleted nobody reacts; there is nothing to take back', () => {
    const { anna, ben, say, ask } = stage();
    const message = say(anna, 'hi');
    yes(ask(ben, 'messages.react', { message, emoji: '👍' }));
    yes(ask(anna, 'messages.delete', { message }));
    expect(no(ask(ben, 'messages.react', { message, emoji: '👍' }))).toBe('conflict');
    expect(no(ask(ben, 'messages.react', { message, emoji: '👍', remove: true }))).toBe('accepted');
  });

  test('who is only a reader may not', () => {
    const { anna, ben, say, ask } = stage({ kind: 'channel', roles: { ben: 'read-only' } });
    expect(no(ask(ben, 'messages.react', { message: say(anna, 'hi'), emoji: '👍' }))).toBe('forbidden');
  });
});
