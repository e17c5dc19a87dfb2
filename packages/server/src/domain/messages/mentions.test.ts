import { describe, expect, test } from 'vitest';
import { stage } from '../../../../../test/chats/stage.ts';
import { no, yes } from '../../../../../test/support/scene.ts';

describe('who is mentioned', () => {
  test.each([
    ['@ben', ['ben']],
    ['@BEN and @carl!', ['ben', 'carl']],
    ['(@ben), "@carl"', ['ben', 'carl']],
    ['ask @ben.', ['ben']],
    ['@ben... @carl- @ben_', ['ben', 'carl']],
    ['@ben @ben', ['ben']],
    ['ｆｏｒ ＠ben @ｂｅｎ', ['ben']],
    ['mail@ben, a@ben.org, é@ben, 7@ben, _@ben', []],
    ['https://ben.org/@ben and @@ben', []],
    ['@benя @ben7', []],
    ['@nobody @eve @anna', []],
    ['@ ben, @', []],
    [`@ben${'.'.repeat(200)} @carl`, ['carl']],
  ])('in %j: %j', (text, handles) => {
    const { anna, ben, carl, say, row, mentioned } = stage();
    const ids = handles.map((handle) => (handle === 'ben' ? ben.user : carl.user));
    const message = say(anna, text);
    expect(JSON.parse(row(message).mentions ?? '[]')).toEqual(ids);
    expect(mentioned(message).toSorted()).toEqual(ids.toSorted());
  });

  test('whom the sender names counts, not the text; who is not in and oneself are left out', () => {
    const { scene, anna, ben, carl, eve, say, row } = stage();
    const mentions = [carl.user, eve.user, anna.user, 'usr_none', carl.user];
    const message = say(anna, 'hi @ben', { mentions });
    expect(row(message).mentions).toBe(JSON.stringify([carl.user]));
    expect(scene.lastData()).toMatchObject({ mentions: [carl.user] });
    expect(row(say(anna, 'hi @ben', { mentions: [] })).mentions).toBe(null);
    expect(scene.lastData()).not.toHaveProperty('mentions');
    expect(row(say(anna, 'hi @ben')).mentions).toBe(JSON.stringify([ben.user]));
  });

  test('`all` is for those who lead the chat; from others it is text', () => {
    const { anna, ben, carl, say, row } = stage({ roles: { ben: 'admin' } });
    for (const who of [anna, ben]) {
      expect(row(say(who, '@all!')).mentions).toBe('["all"]');
      expect(row(say(who, 'hi', { mentions: ['all'] })).mentions).toBe('["all"]');
    }
    expect(row(say(carl, '@all!')).mentions).toBe(null);
    expect(row(say(carl, 'hi', { mentions: ['all'] })).mentions).toBe(null);
  });

  test('in a direct chat nobody leads', () => {
    const { anna, say, row } = stage({ kind: 'direct' });
    expect(row(say(anna, '@all')).mentions).toBe(null);
  });

  test('no more than the limit: names beyond it are refused, handles beyond it are text', () => {
    const { anna, ben, carl, ask, say, row } = stage({ policy: { mentions: 1 } });
    expect(row(say(anna, '@ben @carl')).mentions).toBe(JSON.stringify([ben.user]));
    const tooMany = ask(anna, 'messages.send', { text: 'hi', mentions: [ben.user, carl.user] });
    expect(no(tooMany)).toBe('too-large');
    expect(no(ask(anna, 'messages.send', { text: 'hi', mentions: [ben.user, ben.user] }))).toBe('accepted');
  });
});

describe('what a message leaves for others', () => {
  test('an entry in the inbox of whom it mentions and of whom it answers, one each, never for oneself', () => {
    const { anna, ben, carl, say, inbox } = stage();
    const question = say(ben, 'who? @ben');
    const answer = say(anna, '@ben @carl', { replyTo: question });
    say(ben, 'me', { replyTo: question });
    expect(inbox(ben)).toEqual([`reply ${answer}`]);
    expect(inbox(carl)).toEqual([`mention ${answer}`]);
    expect(inbox(anna)).toEqual([]);
  });

  test('nothing for the author of what it answers who has left', () => {
    const { anna, ben, say, leave, inbox } = stage();
    const question = say(ben, 'who?');
    leave(ben);
    say(anna, 'you', { replyTo: question });
    expect(inbox(ben)).toEqual([]);
  });

  test('`all` reaches every inbox and is counted once, also for those whom it names besides', () => {
    const { anna, ben, carl, eve, say, inbox, mentioned, unread } = stage();
    const message = say(anna, '@all and above all @ben');
    expect(mentioned(message)).toEqual(['all', `all but ${anna.user}`]);
    for (const who of [ben, carl]) {
      expect(inbox(who)).toEqual([`mention ${message}`]);
      expect(unread(who)).toEqual({ unread: 1, mentions: 1 });
    }
    for (const who of [anna, eve]) expect(inbox(who)).toEqual([]);
  });

  test('`all` reaches as many inboxes as a group may have members, and those it names', () => {
    const { anna, ben, carl, say, inbox } = stage({ kind: 'channel', policy: { groupMembers: 1 } });
    const message = say(anna, '@all, @ben, @carl');
    for (const who of [ben, carl]) expect(inbox(who)).toEqual([`mention ${message}`]);
    const next = say(anna, '@all');
    const reached = [anna, ben, carl].filter((who) => inbox(who).includes(`mention ${next}`));
    expect(reached.length).toBeLessThanOrEqual(1);
  });

  test('an edit brings both in step; whose entry stays keeps its time', () => {
    const { scene, state, anna, ben, carl, say, ask, inbox, mentioned } = stage();
    const message = say(anna, '@ben');
    const before = state.list('inbox', 'byUser', [ben.user]);
    scene.later(1_000);
    yes(ask(anna, 'messages.edit', { message, text: '@ben @carl' }));
    expect(mentioned(message).toSorted()).toEqual([ben.user, carl.user].toSorted());
    expect(state.list('inbox', 'byUser', [ben.user])).toEqual(before);
    expect(state.list('inbox', 'byUser', [carl.user]).at(-1)).toMatchObject({
      at: state.now,
      byId: anna.user,
    });
    yes(ask(anna, 'messages.edit', { message, text: '@carl' }));
    expect([inbox(ben), inbox(carl)]).toEqual([[], [`mention ${message}`]]);
    yes(ask(anna, 'messages.edit', { message, text: 'nobody' }));
    expect([inbox(ben), inbox(carl), mentioned(message)]).toEqual([[], [], []]);
  });

  test('an edit leaves the entry of whom the message answers', () => {
    const { anna, ben, say, ask, inbox } = stage();
    const answer = say(anna, 'you @ben', { replyTo: say(ben, 'who?') });
    yes(ask(anna, 'messages.edit', { message: answer, text: 'you' }));
    expect(inbox(ben)).toEqual([`reply ${answer}`]);
    yes(ask(anna, 'messages.edit', { message: answer, text: '@ben' }));
    expect(inbox(ben)).toEqual([`reply ${answer}`]);
  });

  test('a deletion takes all of it away', () => {
    const { anna, ben, carl, say, ask, inbox, mentioned } = stage();
    const message = say(anna, '@carl', { replyTo: say(ben, 'who?') });
    yes(ask(anna, 'messages.delete', { message }));
    expect([inbox(ben), inbox(carl), mentioned(message)]).toEqual([[], [], []]);
  });
});
