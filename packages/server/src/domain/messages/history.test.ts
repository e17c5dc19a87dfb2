import { expect, test } from 'vitest';
import { readers } from '../../../../../test/chats/readers.ts';
import { yes } from '../../../../../test/support/scene.ts';

function edited(count: number, text = (index: number) => `text ${index}`) {
  const room = readers();
  const ada = room.person('ada');
  const chat = room.group(ada);
  const { id: message } = room.say(ada, chat, text(0));
  for (let index = 1; index <= count; index += 1) {
    room.scene.later(1);
    yes(room.ask(ada, 'messages.edit', { chat, message, text: text(index) }));
  }
  const read = (after?: number, bytesMax = 1_000_000) =>
    yes(room.read('messageHistory', { device: ada.device, chat, message, after, bytesMax }));
  const walk = (bytesMax?: number) => {
    const texts: string[] = [];
    const sizes: number[] = [];
    for (let after: number | undefined; ; ) {
      const { versions, next } = read(after, bytesMax);
      texts.push(...versions.map((it) => it.text));
      sizes.push(versions.length);
      if (next === null) return { texts, sizes };
      after = next;
    }
  };
  return { room, ada, chat, message, read, walk };
}

test('what a message said before, oldest first, each with its time, without what it says now', () => {
  const { room, read } = edited(2);
  const { now } = room.state;
  expect(read()).toEqual({
    versions: [
      { text: 'text 0', at: now - 2 },
      { text: 'text 1', at: now - 1 },
    ],
    next: null,
  });
  expect(edited(0).read()).toEqual({ versions: [], next: null });
});

test('a page ends after fifty, or where it would be too large; page by page each comes once', () => {
  const { walk } = edited(101);
  const all = Array.from({ length: 101 }, (_, index) => `text ${index}`);
  expect(walk()).toEqual({ texts: all, sizes: [50, 50, 1] });
  const large = edited(5, (index) => `${index}${'я'.repeat(1_000)}`);
  expect(large.walk(1).sizes).toEqual([1, 1, 1, 1, 1]);
  expect(large.walk(5_000).sizes).toEqual([2, 2, 1]);
});

test('a message that was taken back has said nothing', () => {
  const { room, ada, chat, message, read } = edited(2);
  yes(room.ask(ada, 'messages.delete', { chat, message }));
  expect(read()).toEqual({ versions: [], next: null });
});
