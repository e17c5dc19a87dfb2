import { expect, test } from 'vitest';
import { checkDurable } from './durable.ts';
import { layOut } from './history.ts';
import type { Entry } from './record.ts';
import { behind, changed, sampleRun, sent, taken, without } from './sample.ts';

const run = sampleRun();

function lost(entries: readonly Entry[]): string[] {
  return checkDurable(layOut(entries)).map(({ rule, wrong, says }) => `${rule} ${wrong}: ${says}`);
}

test('I1 a run that kept everything passes', () => {
  expect(lost(run)).toEqual([]);
});

test('I1 a command whose outcome is unknown may be gone', () => {
  expect(
    lost(behind(run, { what: 'healed' }, sent('a1', 'c7', { t0: 48, t1: 49, outcome: 'unknown' }))),
  ).toEqual([]);
});

test('I1 a read that began before the answer need not show the command', () => {
  const late = sent('a1', 'c7', { t0: 99, t1: 120, effect: { in: 'log' } });
  expect(lost(behind(run, { what: 'healed' }, late))).toEqual([]);
});

test('I1 a read shows only what is behind its beginning', () => {
  expect(
    lost(
      without(changed(run, { read: 'sync of a1', what: 'read' }, { offset: 5 }), {
        read: 'sync of a1',
        mark: 'c1',
      }),
    ),
  ).toEqual([]);
});

test('I1 an accepted command that is nowhere is lost in every read', () => {
  const gone = lost(without(run, { mark: 'c5' }));
  expect(gone).toHaveLength(3);
  expect(gone[0]).toBe('I1 lost: settings.set c5 of a1 is not in sync of a1');
});

test('I1 an accepted command that only the database has is lost for the reader', () => {
  expect(lost(without(run, { what: 'row', read: 'sync of a1', mark: 'c1' }))).toHaveLength(1);
});

test('I1 an accepted edit that its history does not show is lost', () => {
  expect(lost(without(run, { read: 'history of A', mark: 'c3' }))).toHaveLength(1);
});

test('I1 a command that stands elsewhere than it was told is lost', () => {
  expect(lost(changed(run, { read: 'database', mark: 'c5' }, { seq: 6 }))).toEqual([
    'I1 lost: settings.set c5 of a1 stands at 6 of user:A and was told to be at 5 in database',
  ]);
});

test('I1 a command that stands in another topic is lost', () => {
  expect(lost(changed(run, { read: 'database', mark: 'c5' }, { topic: 'user:B' }))).toHaveLength(1);
});

test('I1 an answer without effect that is forgotten is lost', () => {
  expect(lost(without(run, { what: 'answer', command: 'c4' }))).toHaveLength(1);
});

test('I1 a registered device that nobody knows is lost', () => {
  const registered = sent('b1', 'register b1', { t0: 1, t1: 2, effect: { in: 'devices', id: 'b1' } });
  expect(lost(behind(run, { what: 'healed' }, registered))).toHaveLength(1);
});

test('I1 a command that any of its sends got accepted is kept, the others may be unknown', () => {
  const again = sent('a1', 'c5', { place: 3, t0: 49, t1: 50, outcome: 'unknown' });
  expect(
    lost(without(behind(run, { what: 'healed' }, again), { read: 'database', mark: 'c5' })),
  ).toHaveLength(1);
});

test('I1 a device that is told that its cursor is from the future read what is lost', () => {
  const again = taken('a1', 45, { what: 'reset', reason: 'future', offset: 7, topics: {} });
  expect(lost(behind(run, { what: 'healed' }, again))).toEqual([
    'I1 lost: a1 had to start anew at 7: future',
  ]);
});
