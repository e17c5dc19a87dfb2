import { expect, test } from 'vitest';
import { Live } from './live.ts';

function counted() {
  const state = { value: 1, computed: 0, told: 0, first: 0 };
  const live = new Live<number>(
    () => {
      state.computed += 1;
      return state.value;
    },
    () => {
      state.first += 1;
    },
  );
  return { state, live };
}

test('it is computed when it is read after a change, and not otherwise', () => {
  const { state, live } = counted();
  expect([live.get(), live.get(), state.computed]).toEqual([1, 1, 1]);
  for (let value = 2; value <= 10; value += 1) {
    state.value = value;
    live.touch();
  }
  expect(state.computed).toBe(1);
  expect([live.get(), state.computed]).toEqual([10, 2]);
});

test('however much changes in a turn is told once, and what comes to the same not at all', async () => {
  const { state, live } = counted();
  const stop = live.subscribe(() => {
    state.told += 1;
  });
  live.subscribe(() => undefined);
  expect(state.first).toBe(1);
  for (let value = 2; value <= 10; value += 1) {
    state.value = value;
    live.touch();
  }
  await Promise.resolve();
  expect(state.told).toBe(1);
  live.touch();
  await Promise.resolve();
  expect(state.told).toBe(1);
  stop();
  state.value = 11;
  live.touch();
  await Promise.resolve();
  expect(state.told).toBe(1);
});
