import { expect, test } from 'vitest';
import { layOut } from './history.ts';
import { checkLive } from './live.ts';
import type { Entry } from './record.ts';
import { behind, changed, event, sampleRun, taken, without } from './sample.ts';

const run = sampleRun();

function faults(entries: readonly Entry[]): string[] {
  return checkLive(layOut(entries)).map(({ wrong, says }) => `${wrong}: ${says}`);
}

test('I8 devices that came to the head soon pass', () => {
  expect(faults(run)).toEqual([]);
});

test('I8 a device that came after the last fault has its own time', () => {
  const newcomer = [
    taken('a3', 19_000, { what: 'reset', reason: 'new', offset: 8, topics: {} }),
    { what: 'at-head', t: 20_000, device: 'a3', offset: 8 } as const,
  ];
  expect(faults([...run, ...newcomer])).toEqual([]);
});

test('I8 what happened behind the head that a device was told of may be missing', () => {
  expect(
    faults(
      changed(without(run, { device: 'a2', what: 'event', offset: 8 }), { what: 'at-head' }, { offset: 7 }),
    ),
  ).toEqual([]);
});

test('I8 a run that never healed is late', () => {
  expect(faults(without(run, { what: 'healed' }))).toEqual(['late: the run never healed']);
});

test('I8 a device that never came to the head is late', () => {
  expect(faults(without(run, { what: 'at-head', device: 'a2' }))).toEqual([
    'late: a2 never came to the head',
  ]);
});

test('I8 a device that took too long is late', () => {
  expect(faults(changed(run, { what: 'at-head', device: 'a1' }, { t: 10_051 }))).toEqual([
    'late: a1 took 10001 ms to the head',
  ]);
});

test('I8 a later sign of being at the head mends nothing', () => {
  const slow = changed(run, { what: 'at-head', device: 'a1' }, { t: 10_051 });
  expect(
    faults(
      behind(
        slow,
        { what: 'at-head', device: 'a1' },
        { what: 'at-head', t: 10_060, device: 'a1', offset: 8 },
      ),
    ),
  ).toHaveLength(1);
});

test('I8 a device at the head without the last events has a gap', () => {
  expect(faults(without(run, { device: 'a2', what: 'event', offset: 8 }))).toEqual([
    'gap: a2 stopped at 4 of user:A and said to be at the head, with 5 there',
  ]);
});

test('I8 a device at the head without the last events of its own topic has a gap', () => {
  expect(faults(changed(run, { device: 'a1', what: 'event', offset: 7 }, event('a1', 41, 6)))).toHaveLength(
    1,
  );
});

test('I8 events before a reset count no more', () => {
  const reset = taken('a2', 49, { what: 'reset', reason: 'foreign', offset: 6, topics: { 'user:A': 4 } });
  expect(faults(behind(run, { what: 'cursor' }, reset))).toHaveLength(1);
});
