import { expect, test } from 'vitest';
import { checkAgree } from './agree.ts';
import { layOut } from './history.ts';
import type { Entry } from './record.ts';
import { changed, event, sampleRun, without } from './sample.ts';

const run = sampleRun();

function faults(entries: readonly Entry[]): string[] {
  return checkAgree(layOut(entries)).map(({ wrong, says }) => `${wrong}: ${says}`);
}

test('I5 a run in which all see the same passes', () => {
  expect(faults(run)).toEqual([]);
});

test('I5 what stood earlier may be another value than what stands at the end', () => {
  const earlier = without(changed(run, { what: 'read', by: 'standing' }, { offset: 6 }), {
    read: 'standing of A',
    subject: 'size',
  });
  expect(faults(earlier)).toEqual([]);
});

test('I5 an event that a device took and the log does not have is lost', () => {
  expect(faults([...run, { ...event('a1', 50, 8), seq: 6, offset: 9 } as Entry])).toEqual([
    'lost: a1: setting.changed at 6 of user:A is not in the log',
  ]);
});

test('I5 an event with another body than in the log differs', () => {
  expect(faults(changed(run, { what: 'event', device: 'a2', offset: 6 }, { body: 'other' }))).toHaveLength(1);
});

test('I5 an event at another offset than in the log differs', () => {
  expect(faults(changed(run, { what: 'event', device: 'a2', offset: 8 }, { offset: 9 }))).toHaveLength(1);
});

test('I5 an event by another device than in the log differs', () => {
  expect(faults(changed(run, { what: 'row', read: 'sync of a1', offset: 6 }, { actor: 'a1' }))).toHaveLength(
    1,
  );
});

test('I5 a value that stands and is not the last in the log differs', () => {
  expect(faults(changed(run, { read: 'standing of A', subject: 'theme' }, { seq: 3, mark: 'c1' }))).toEqual([
    'differs: standing of A: theme is c1 at 3, and the log says c2 at 4',
  ]);
});

test('I5 a value that should stand and does not differs', () => {
  expect(faults(without(run, { read: 'standing of A', subject: 'size' }))).toHaveLength(1);
});

test('I5 a value that stands and was never in the log differs', () => {
  expect(faults(changed(run, { read: 'standing of A', subject: 'size' }, { subject: 'sound' }))).toHaveLength(
    2,
  );
});
