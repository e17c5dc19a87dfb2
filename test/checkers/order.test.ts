import { expect, test } from 'vitest';
import { layOut } from './history.ts';
import { checkOrder } from './order.ts';
import type { Entry } from './record.ts';
import { changed, sampleRun } from './sample.ts';

const run = sampleRun();

function faults(entries: readonly Entry[]): string[] {
  return checkOrder(layOut(entries)).map(({ wrong, says }) => `${wrong}: ${says}`);
}

/** Puts the effect of a command at another offset of the database. */
function standsAt(entries: readonly Entry[], mark: string, offset: number): Entry[] {
  return changed(entries, { what: 'row', read: 'database', mark }, { offset });
}

/** Sends a command earlier or answers it later, so that real time says less. */
function during(entries: readonly Entry[], command: string, times: { t0?: number; t1?: number }): Entry[] {
  return changed(entries, { what: 'sent', command }, times);
}

test('I6 a run in the order of its answers passes', () => {
  expect(faults(run)).toEqual([]);
});

test('I6 commands of two devices that were under way together may stand in any order', () => {
  const together = during(during(run, 'c1', { t1: 40 }), 'c2', { t0: 11 });
  expect(faults(standsAt(standsAt(together, 'c1', 6), 'c2', 5))).toEqual([]);
});

test('I6 a command that was never stored has no place', () => {
  expect(faults(changed(run, { what: 'row', mark: 'c3' }, { mark: null }))).toEqual([]);
});

test('I6 a command that stands before one that was acknowledged before it was sent is reordered', () => {
  expect(faults(standsAt(standsAt(run, 'c1', 6), 'c2', 5))).toEqual([
    'reordered: c1 of a1 was acknowledged before c2 of a2, and stands behind it: 6, 5',
  ]);
});

test('I6 the earliest acknowledgement counts', () => {
  const retried = changed(run, { what: 'sent', command: 'c1', t0: 47 }, { t1: 200 });
  expect(faults(standsAt(standsAt(retried, 'c1', 6), 'c2', 5))).toHaveLength(1);
});

test('I6 the earliest send counts', () => {
  const early = changed(run, { what: 'sent', command: 'c3', t0: 26 }, { t0: 12 });
  const between = during(early, 'c2', { t1: 24 });
  expect(faults(standsAt(standsAt(between, 'c2', 7), 'c3', 6))).toEqual([]);
});

test('I6 pipelined commands of one device that stand in another order are reordered', () => {
  const pipelined = during(during(run, 'c3', { t0: 26, t1: 60 }), 'c5', { t0: 26, t1: 60 });
  expect(faults(standsAt(standsAt(pipelined, 'c3', 8), 'c5', 7))).toEqual([
    'reordered: c3 of a1 was sent before c5 of a1, and stands behind it: 8, 7',
  ]);
});

test('I6 a command that was sent again on a later connection keeps its place', () => {
  const pipelined = during(during(run, 'c1', { t0: 10, t1: 60 }), 'c3', { t0: 10, t1: 60 });
  expect(faults(standsAt(pipelined, 'c1', 9))).toContain(
    'reordered: c1 of a1 was sent before c3 of a1, and stands behind it: 9, 7',
  );
});

test('I6 a command far behind is found though others stand between', () => {
  expect(faults(standsAt(run, 'joined:a1', 20)).length).toBeGreaterThan(2);
});

test('I6 a device that acknowledged and then sent on another connection is reordered by real time', () => {
  const outside = changed(run, { what: 'sent', device: 'a1' }, { place: undefined });
  expect(faults(standsAt(standsAt(outside, 'c3', 8), 'c5', 7))).toHaveLength(1);
});
