import { expect, test } from 'vitest';
import { checkDense } from './dense.ts';
import { layOut } from './history.ts';
import type { Entry } from './record.ts';
import { changed, sampleRun, without } from './sample.ts';

const run = sampleRun();

function faults(entries: readonly Entry[]): string[] {
  return checkDense(layOut(entries)).map(({ wrong, says }) => `${wrong}: ${says}`);
}

test('I3 a dense log passes', () => {
  expect(faults(run)).toEqual([]);
});

test('I3 a reader may begin in the middle of a topic', () => {
  expect(faults(without(run, { read: 'sync of a1', offset: 5 }))).toEqual([]);
});

test('I3 an offset that is missing is a gap', () => {
  expect(faults(without(run, { read: 'database', offset: 7 }))).toEqual([
    'gap: offset 8 follows 6 in database',
  ]);
});

test('I3 a log that does not begin at 1 has a gap', () => {
  expect(faults(without(run, { read: 'database', offset: 1 }))).toContain(
    'gap: offset 2 follows 0 in database',
  );
});

test('I3 a topic that does not begin at 1 has a gap', () => {
  expect(faults(changed(run, { read: 'database', offset: 3 }, { seq: 2 }))).toEqual([
    'gap: 2 of device:a2 follows 0 in database',
  ]);
});

test('I3 a seq that is missing is a gap', () => {
  expect(faults(changed(run, { read: 'database', offset: 8 }, { seq: 6 }))).toEqual([
    'gap: 6 of user:A follows 4 in database',
  ]);
});

test('I3 a seq that comes twice is doubled', () => {
  expect(faults(changed(run, { read: 'database', offset: 8 }, { seq: 4 }))).toEqual([
    'doubled: 4 of user:A follows 4 in database',
  ]);
});

test('I3 seqs against the order of commits are reordered', () => {
  expect(faults(changed(run, { read: 'sync of a1', offset: 8 }, { offset: 5 }))).toEqual([
    'reordered: 5 of user:A follows 4 in sync of a1, but at offset 5 after 6',
  ]);
});

test('I3 a seq that goes back is reordered', () => {
  expect(faults(changed(run, { read: 'sync of a1', offset: 8 }, { seq: 2 }))).toHaveLength(1);
});

test('I3 a seq that a reader misses is a gap', () => {
  expect(faults(without(run, { read: 'sync of a1', offset: 6 }))).toEqual([
    'gap: 5 of user:A follows 3 in sync of a1',
  ]);
});
