import { expect, test } from 'vitest';
import { readers } from '../../../../../test/chats/readers.ts';
import { yes } from '../../../../../test/support/scene.ts';

function stage() {
  const room = readers();
  const [ada, bob, cy] = [room.person('ada'), room.person('bob'), room.person('cy')];
  const chat = room.group(ada, [bob, cy]);
  const { seq } = room.say(ada, chat, 'hello');
  const list = (receiptMembers = 32) =>
    yes(room.read('receipts', { device: ada.device, chat, receiptMembers })).receipts;
  const mark = (who: typeof ada, upTo: number) => yes(room.ask(who, 'receipts.mark', { chat, seq: upTo }));
  return { room, ada, bob, cy, chat, seq, list, mark };
}

test('who has read, up to where the others were told', () => {
  const { room, bob, chat, seq, list, mark, ada } = stage();
  expect(list()).toEqual([]);
  mark(bob, seq);
  expect(list()).toEqual([{ user: bob.user, seq }]);
  // Told again only after a while: the list does not run ahead.
  const later = room.say(ada, chat, 'more').seq;
  mark(bob, later);
  expect(list()).toEqual([{ user: bob.user, seq }]);
});

test('not who does not show it, also where it was shown before', () => {
  const { room, bob, cy, seq, list, mark } = stage();
  room.choose(cy, 'privacy.receipts', false);
  mark(bob, seq);
  mark(cy, seq);
  expect(list()).toEqual([{ user: bob.user, seq }]);
  room.choose(bob, 'privacy.receipts', false);
  expect(list()).toEqual([]);
});

test('nobody, in a chat of more members than show it', () => {
  const { bob, seq, list, mark } = stage();
  mark(bob, seq);
  expect(list(2)).toEqual([]);
});
