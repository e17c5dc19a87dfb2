import { userTopic } from '@kith/protocol';
import { describe, expect, test } from 'vitest';
import { type Person, stage } from '../../../../../test/chats/stage.ts';
import { no, yes } from '../../../../../test/support/scene.ts';

describe('receipts.mark', () => {
  test('the position is told to the own devices', () => {
    const { scene, state, chat, anna, ben, say, ask, row, member, unread } = stage();
    const { seq } = row(say(anna, 'hi'));
    const head = state.log.length;
    expect(yes(ask(ben, 'receipts.mark', { seq }))).toEqual({ chat, seq });
    expect(member(ben).read).toBe(seq);
    expect(state.eventAt(head + 1)).toMatchObject({ topic: userTopic(ben.user), type: 'receipt.marked' });
    expect(JSON.parse(state.eventAt(head + 1)?.data ?? '')).toEqual({ chat, seq });
    expect(unread(ben)).toEqual({ unread: 0, mentions: 0 });
    expect(scene.heard(head)[0]).toBe(`${userTopic(ben.user)} receipt.marked`);
  });

  test('it goes forward only, unless unread is asked for; no change is no event', () => {
    const { state, chat, anna, ben, say, ask, row } = stage();
    const [first, second] = [row(say(anna, 'one')).seq, row(say(anna, 'two')).seq];
    yes(ask(ben, 'receipts.mark', { seq: second }));
    const head = state.log.length;
    expect(yes(ask(ben, 'receipts.mark', { seq: first }))).toEqual({ chat, seq: second });
    expect(yes(ask(ben, 'receipts.mark', { seq: second }))).toEqual({ chat, seq: second });
    expect(yes(ask(ben, 'receipts.mark', { seq: second, unread: true }))).toEqual({ chat, seq: second });
    expect(state.log.length).toBe(head);
    expect(yes(ask(ben, 'receipts.mark', { seq: first, unread: true }))).toEqual({ chat, seq: first });
    expect(state.log.length).toBe(head + 1);
  });

  test('never before one came, never beyond the last event', () => {
    const { state, chat, topic, anna, ben, say, ask, member } = stage();
    say(anna, 'hi');
    const { since } = member(ben);
    yes(ask(ben, 'receipts.mark', { seq: state.seq(topic) }));
    expect(no(ask(ben, 'receipts.mark', { seq: state.seq(topic) + 1 }))).toBe('validation-failed');
    expect(yes(ask(ben, 'receipts.mark', { seq: 0, unread: true }))).toEqual({ chat, seq: since });
    expect(member(ben).read).toBe(since);
  });

  test('readers may, who is not in may not', () => {
    const { anna, ben, eve, say, ask, row } = stage({ kind: 'channel', roles: { ben: 'read-only' } });
    const { seq } = row(say(anna, 'hi'));
    expect(no(ask(ben, 'receipts.mark', { seq }))).toBe('accepted');
    expect(no(ask(eve, 'receipts.mark', { seq }))).toBe('not-found');
  });
});

describe('what others are told', () => {
  /** Marks all as read; what the chat heard of it. */
  function reader(it: ReturnType<typeof stage>, who: Person) {
    return () => {
      const head = it.state.log.length;
      yes(it.ask(who, 'receipts.mark', { seq: it.state.seq(it.topic) }));
      return it.heard(head);
    };
  }

  test('who has read how far, by the person and no device', () => {
    const it = stage();
    const { state, scene, topic, anna, ben, say, row, member } = it;
    const { seq } = row(say(anna, 'hi'));
    expect(reader(it, ben)()).toEqual(['receipt.shown']);
    expect(state.log.at(-1)).toMatchObject({ topic, user: ben.user, device: null });
    expect(scene.lastData()).toEqual({ user: ben.user, seq });
    expect(member(ben)).toMatchObject({ shown: seq, shownAt: state.now });
  });

  test('at most every two seconds; the last position comes when the time is over', () => {
    const it = stage();
    const { scene, state, anna, ben, say, row } = it;
    const read = reader(it, ben);
    say(anna, 'one');
    read();
    const started = state.now;
    for (const text of ['two', 'three']) {
      scene.later(500);
      say(anna, text);
      expect(read()).toEqual([]);
    }
    const { seq } = row(say(anna, 'unread'));
    scene.later(999);
    expect(yes(scene.system('receipts.show', {}))).toEqual({ due: 0 });
    scene.later(1);
    const head = state.log.length;
    expect(yes(scene.system('receipts.show', {}))).toEqual({ due: 1 });
    expect(state.now - started).toBe(2_000);
    expect(it.heard(head)).toEqual(['receipt.shown']);
    expect(scene.lastData()).toEqual({ user: ben.user, seq: seq - 1 });
    expect(yes(scene.system('receipts.show', {}))).toEqual({ due: 0 });
    yes(it.ask(ben, 'receipts.mark', { seq }));
    expect(it.heard(head)).toEqual(['receipt.shown']);
    scene.later(2_000);
    expect(yes(scene.system('receipts.show', {}))).toEqual({ due: 1 });
    expect(scene.lastData()).toEqual({ user: ben.user, seq });
  });

  test('only forward: who goes back and on again is told once', () => {
    const it = stage();
    const { scene, topic, anna, ben, say, ask, member } = it;
    const read = reader(it, ben);
    say(anna, 'one');
    read();
    const { shown } = member(ben);
    yes(ask(ben, 'receipts.mark', { seq: 0, unread: true }));
    scene.later(5_000);
    yes(ask(ben, 'receipts.mark', { seq: shown }));
    expect(member(ben).read).toBe(shown);
    expect(it.heard(0).filter((type) => type === 'receipt.shown')).toHaveLength(1);
    expect(scene.state.seq(topic)).toBe(shown + 1);
  });

  test('nothing by those who do not show it, by choice at the time', () => {
    const it = stage();
    const { scene, anna, ben, carl, say, choose } = it;
    choose(ben, 'privacy.receipts', false);
    say(anna, 'one');
    expect(reader(it, ben)()).toEqual([]);
    expect(reader(it, carl)()).toEqual(['receipt.shown']);
    say(anna, 'two');
    expect(reader(it, carl)()).toEqual([]);
    choose(carl, 'privacy.receipts', false);
    scene.later(2_000);
    const head = it.state.log.length;
    expect(yes(scene.system('receipts.show', {}))).toEqual({ due: 1 });
    expect(it.heard(head)).toEqual([]);
  });

  test('nothing in a chat with more members than the limit, nor in notes', () => {
    const it = stage({ policy: { receiptMembers: 2 } });
    it.say(it.anna, 'hi');
    expect(reader(it, it.ben)()).toEqual([]);
    it.leave(it.carl);
    it.say(it.anna, 'hi');
    expect(reader(it, it.ben)()).toEqual(['receipt.shown']);
    it.leave(it.ben);
    expect(reader(it, it.anna)()).toEqual([]);
  });

  test('in a direct chat whatever the limit', () => {
    const it = stage({ kind: 'direct', policy: { receiptMembers: 1 } });
    it.say(it.anna, 'hi');
    expect(reader(it, it.ben)()).toEqual(['receipt.shown']);
  });

  test('nothing to a stranger before the chat is accepted', () => {
    const it = stage({ kind: 'direct', request: true });
    it.say(it.anna, 'hi, we never met');
    expect(reader(it, it.ben)()).toEqual([]);
    yes(it.ask(it.ben, 'requests.accept', {}));
    it.say(it.anna, 'are you there?');
    expect(reader(it, it.ben)()).toEqual(['receipt.shown']);
  });

  test('nothing to whom one blocks, nor by whom one is blocked', () => {
    const blocked = stage({ kind: 'direct' });
    blocked.say(blocked.anna, 'hi');
    blocked.choose(blocked.ben, `block.${blocked.anna.user}`, true);
    expect(reader(blocked, blocked.ben)()).toEqual([]);
    const blocking = stage({ kind: 'direct' });
    blocking.say(blocking.anna, 'hi');
    blocking.choose(blocking.anna, `block.${blocking.ben.user}`, true);
    expect(reader(blocking, blocking.ben)()).toEqual([]);
  });

  test('nothing of those who left, or of a chat that ended, before it was time', () => {
    const it = stage();
    const { scene, anna, ben, carl, say, leave, ask } = it;
    for (const who of [ben, carl]) {
      say(anna, 'one');
      reader(it, who)();
      say(anna, 'two');
      reader(it, who)();
    }
    leave(ben);
    yes(ask(anna, 'chats.delete', {}));
    scene.later(2_000);
    const head = it.state.log.length;
    expect(yes(scene.system('receipts.show', {}))).toEqual({ due: 2 });
    expect(it.heard(head)).toEqual([]);
  });
});
