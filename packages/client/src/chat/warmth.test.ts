import { expect, test } from 'vitest';
import { Cell } from '../observable.ts';
import { HandClock } from '../testing/hand-clock.ts';
import type { Thread, Window } from './api.ts';
import { Warmth } from './warmth.ts';

const first: Window = {
  items: [],
  hasBefore: false,
  hasAfter: false,
  state: 'first',
  loading: null,
  error: null,
};

function stage(chats: readonly string[]) {
  const clock = new HandClock();
  const state = { isOpen: true, opened: [] as string[], closed: 0 };
  let window = new Cell<Window>(first);
  const warmth = new Warmth({
    environment: clock,
    isOpen: () => state.isOpen,
    cold: () => chats,
    open(chat) {
      state.opened.push(chat);
      window = new Cell<Window>(first);
      const close = () => {
        state.closed += 1;
      };
      return { get: window.get, subscribe: window.subscribe, close } as Thread;
    },
  });
  const come = async (change: Partial<Window> = { state: 'live' }) => {
    window.set({ ...first, ...change });
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  return { clock, state, warmth, come };
}

test('recent chats are read ahead one after the other, and none before the person has had their turn', async () => {
  const { clock, state, warmth, come } = stage(['a', 'b', 'c']);
  warmth.live();
  clock.pass(2999);
  expect(state.opened).toEqual([]);
  clock.pass(1);
  expect(state.opened).toEqual(['a']);
  await come();
  await come({ error: 'overloaded' });
  await come();
  expect([state.opened, state.closed]).toEqual([['a', 'b', 'c'], 3]);
});

test('it ends with the connection, reads no more than twenty, and leaves nothing running', async () => {
  const many = stage(Array.from({ length: 40 }, (_, index) => `cht_${index}`));
  many.warmth.live();
  many.clock.pass(3000);
  for (let page = 0; page < 40; page += 1) await many.come();
  expect(many.state.opened).toHaveLength(20);
  const cut = stage(['a', 'b']);
  cut.warmth.live();
  cut.clock.pass(3000);
  cut.state.isOpen = false;
  await cut.come();
  expect(cut.state.opened).toEqual(['a']);
  cut.warmth.live();
  cut.warmth.close();
  expect(cut.clock.timers).toBe(0);
});
