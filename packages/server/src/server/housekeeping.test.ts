import { expect, test } from 'vitest';
import { HandClock } from '../base/hand-clock.ts';
import type { Command } from '../domain/command.ts';
import { batch } from '../domain/deadlines.ts';
import type { Tail } from '../log/tail.ts';
import type { Store } from '../store/port.ts';
import { keepHouse } from './housekeeping.ts';

const minuteMs = 60_000;

/** Housekeeping over a store that only notes what it is asked, with so many links due. */
function house(due: number) {
  const clock = new HandClock();
  const ran: string[] = [];
  const trims: number[] = [];
  let left = due;
  const store = {
    async execute({ name }: Command) {
      ran.push(name);
      const taken = name === 'links.expire' ? Math.min(batch, left) : 0;
      left -= taken;
      return { ok: true, result: { due: taken } };
    },
    async trim(offset: number) {
      trims.push(offset);
    },
  } as unknown as Store;
  const onError = (error: unknown) => {
    throw error;
  };
  const stop = keepHouse({ store, tail: {} as Tail, clock, retentionDays: 0, onError });
  return { clock, ran, trims, stop };
}

test('answers that have run out are forgotten every minute, also where events are kept for ever', () => {
  const { clock, trims, stop } = house(0);
  clock.pass(minuteMs);
  expect(trims).toEqual([0]);
  stop();
});

test('a sweep goes on until fewer were due than it takes at once', async () => {
  const { clock, ran, stop } = house(2 * batch + 1);
  clock.pass(5_000);
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise(setImmediate);
    clock.pass(100);
  }
  expect(ran.filter((name) => name === 'links.expire')).toHaveLength(3);
  stop();
});

test('what readers have read is told every second', async () => {
  const { clock, ran, stop } = house(0);
  for (let second = 1; second <= 3; second += 1) {
    clock.pass(1_000);
    expect(ran).toHaveLength(second);
  }
  expect(new Set(ran)).toEqual(new Set(['receipts.show']));
  stop();
});
