import { describe, expect, test } from 'vitest';
import { stage } from '../../../../../test/chats/stage.ts';
import { yes } from '../../../../../test/support/scene.ts';

describe('what is unread', () => {
  test('messages of others behind the read position, not one’s own', () => {
    const { anna, ben, say, unread } = stage();
    say(anna, 'one');
    say(ben, 'two');
    say(anna, 'three');
    expect(unread(ben)).toEqual({ unread: 2, mentions: 0 });
    expect(unread(anna)).toEqual({ unread: 1, mentions: 0 });
  });

  test('nothing that was said before one came, also after one was away', () => {
    const { anna, carl, eve, say, unread, leave, add } = stage();
    say(anna, 'before @carl');
    leave(carl);
    say(anna, 'away');
    for (const who of [carl, eve]) {
      add(who);
      expect(unread(who)).toEqual({ unread: 0, mentions: 0 });
    }
    say(anna, 'now @carl');
    expect([unread(carl), unread(eve)]).toEqual([
      { unread: 1, mentions: 1 },
      { unread: 1, mentions: 0 },
    ]);
  });

  test('what is deleted is not, and mentions nobody', () => {
    const { anna, ben, say, ask, unread } = stage();
    const [message] = [say(anna, '@ben'), say(anna, 'hi')];
    expect(unread(ben)).toEqual({ unread: 2, mentions: 1 });
    yes(ask(anna, 'messages.delete', { message }));
    expect(unread(ben)).toEqual({ unread: 1, mentions: 0 });
  });

  test('whoever calls everybody is not called', () => {
    const { anna, ben, carl, say, unread } = stage({ roles: { ben: 'admin' } });
    say(anna, '@all');
    say(ben, '@all');
    expect([anna, ben, carl].map((who) => unread(who).mentions)).toEqual([1, 1, 2]);
  });

  test('one’s own calls do not take the place of those of others, also where counts end', () => {
    const { anna, ben, carl, say, unread } = stage({ roles: { ben: 'admin' }, policy: { unreadMax: 2 } });
    for (let count = 1; count <= 3; count += 1) say(anna, '@all');
    for (let count = 1; count <= 3; count += 1) say(ben, '@all');
    for (const who of [anna, ben, carl]) expect(unread(who)).toEqual({ unread: 2, mentions: 2 });
  });

  test('marked unread: from behind the position', () => {
    const { anna, ben, say, ask, row, unread } = stage();
    const seqs = ['@ben', 'two', '@ben'].map((text) => row(say(anna, text)).seq);
    yes(ask(ben, 'receipts.mark', { seq: seqs[2] ?? 0 }));
    expect(unread(ben)).toEqual({ unread: 0, mentions: 0 });
    yes(ask(ben, 'receipts.mark', { seq: seqs[0] ?? 0, unread: true }));
    expect(unread(ben)).toEqual({ unread: 2, mentions: 1 });
  });

  test('each is counted up to the limit, own messages apart', () => {
    const { anna, ben, say, unread } = stage({ policy: { unreadMax: 3 } });
    for (let count = 1; count <= 5; count += 1) {
      say(ben, 'own');
      say(anna, '@all @ben');
      const most = Math.min(count, 3);
      expect(unread(ben)).toEqual({ unread: most, mentions: most });
    }
  });
});
