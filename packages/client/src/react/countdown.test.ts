import { expect, test } from 'vitest';
import { Cell } from '../observable.ts';
import { counted } from '../testing/counted.ts';
import { HandClock } from '../testing/hand-clock.ts';
import { countdown } from './countdown.ts';

function start(inMs: number | null) {
  const clock = new HandClock();
  const cell = new Cell(inMs === null ? null : clock.time + inMs);
  const moment = counted(cell);
  const left = countdown(moment.it, clock);
  const told: (number | null)[] = [];
  const watch = () => left.subscribe(() => told.push(left.get()));
  return { clock, cell, moment, left, told, watch };
}

test('it tells each whole second once, and 0 last', () => {
  const { clock, left, told, watch } = start(3400);
  watch();
  expect(left.get()).toBe(4);
  clock.pass(399);
  expect(told).toEqual([]);
  clock.pass(1);
  expect(told).toEqual([3]);
  clock.pass(10_000);
  expect(told).toEqual([3, 2, 1, 0]);
  expect(clock.timers).toBe(0);
});

test('it ticks only while somebody watches, and what it says then is right again', () => {
  const { clock, moment, left, told, watch } = start(5000);
  expect([clock.timers, moment.listeners]).toEqual([0, 0]);
  const [first, second] = [watch(), watch()];
  first();
  first();
  expect([clock.timers, moment.listeners]).toEqual([1, 1]);
  second();
  expect([clock.timers, moment.listeners]).toEqual([0, 0]);
  clock.pass(2000);
  watch();
  expect([left.get(), told]).toEqual([3, [3]]);
});

test('another moment counts at once; none stops the clock', () => {
  const { clock, cell, told, watch } = start(2000);
  watch();
  cell.set(clock.time + 60_000);
  cell.set(null);
  expect([told, clock.timers]).toEqual([[60, null], 0]);
  cell.set(clock.time - 1000);
  expect([told.at(-1), clock.timers]).toEqual([0, 0]);
});

test('without a moment nothing ticks', () => {
  const { clock, left, watch } = start(null);
  watch();
  expect([left.get(), clock.timers]).toEqual([null, 0]);
});

test('what is read does not move between two ticks, whatever the clock says', () => {
  const { clock, left, watch } = start(3000);
  watch();
  clock.time += 2500;
  expect(left.get()).toBe(3);
});
