import { expect, test } from 'vitest';
import { HandClock } from '../testing/hand-clock.ts';
import { Typing } from './typing.ts';

function stage({ isShown = true } = {}) {
  const clock = new HandClock();
  const told: boolean[] = [];
  const typing = new Typing({
    environment: clock,
    tell: (_, isTyping) => told.push(isTyping),
    isShown: () => isShown,
    onChange: () => undefined,
  });
  return { clock, told, typing };
}

test('writing is told at most once in three seconds, and its end only while others still see it', () => {
  const { clock, told, typing } = stage();
  for (let ms = 0; ms < 6000; ms += 100) {
    typing.typed('chat');
    clock.pass(100);
  }
  expect(told).toEqual([true, true]);
  typing.ended('chat');
  expect(told).toEqual([true, true, false]);
  typing.ended('chat');
  typing.typed('chat');
  clock.pass(6000);
  typing.ended('chat');
  expect(told).toEqual([true, true, false, true]);
});

test('a message says by itself that its writing is over', () => {
  const { told, typing } = stage();
  typing.typed('chat');
  typing.ended('chat', { isSaid: true });
  expect(told).toEqual([true]);
  typing.typed('chat');
  expect(told).toEqual([true, true]);
});

test('who does not show it tells nothing', () => {
  const { told, typing } = stage({ isShown: false });
  typing.typed('chat');
  typing.ended('chat');
  expect(told).toEqual([]);
});

test('others are forgotten after five seconds without a word, and nothing runs on for them', () => {
  const { clock, typing } = stage();
  typing.heard('chat', 'ada', true);
  clock.pass(4000);
  typing.heard('chat', 'ada', true);
  typing.heard('chat', 'bob', true);
  clock.pass(4999);
  expect(typing.of('chat')).toEqual(['ada', 'bob']);
  typing.heard('chat', 'bob', false);
  expect(typing.of('chat')).toEqual(['ada']);
  clock.pass(1);
  expect(typing.of('chat')).toEqual([]);
  expect(clock.timers).toBe(0);
});
