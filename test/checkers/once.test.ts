import { expect, test } from 'vitest';
import { layOut } from './history.ts';
import { checkOnce } from './once.ts';
import type { Entry } from './record.ts';
import { behind, changed, sampleRun, sent } from './sample.ts';

const run = sampleRun();

function doubled(entries: readonly Entry[]): string[] {
  return checkOnce(layOut(entries)).map(({ rule, wrong, says }) => `${rule} ${wrong}: ${says}`);
}

/** The row of c5 in the database once more, a bit further on. */
function twice(by: object): Entry[] {
  const row = run.find((entry) => entry.what === 'row' && entry.read === 'database' && entry.mark === 'c5');
  return [...run, { ...row, offset: 9, ...by } as Entry];
}

test('I2 a run with retries that got the same answer passes', () => {
  expect(doubled(run)).toEqual([]);
});

test('I2 one command may tell two topics the same', () => {
  expect(doubled(twice({ topic: 'device:a1', seq: 3, command: null }))).toEqual([]);
});

test('I2 a command with two effects in one topic is doubled', () => {
  expect(doubled(twice({ seq: 6, command: null }))).toEqual([
    'I2 doubled: c5 has 2 effects in database: setting.changed at 5 of user:A, setting.changed at 6 of user:A',
  ]);
});

test('I2 a command that was applied and then lost against itself is doubled', () => {
  expect(
    doubled(twice({ topic: 'device:a1', seq: 3, type: 'setting.superseded', command: null })),
  ).toHaveLength(1);
});

test('I2 two events under one id of a device are doubled, whatever they say', () => {
  expect(doubled(twice({ topic: 'device:a1', seq: 3, mark: 'other' }))).toEqual([
    'I2 doubled: two events carry the id c5 of a1 in database',
  ]);
});

test('I2 one id of two devices is two commands', () => {
  expect(doubled(twice({ seq: 6, mark: 'other', actor: 'a2' }))).toEqual([]);
});

test('I2 an effect that a device reads twice is doubled', () => {
  expect(doubled([...twice({}), { ...twice({}).at(-1), read: 'sync of a1', seq: 6 } as Entry])).toHaveLength(
    3,
  );
});

test('I2 a retry with another answer is doubled', () => {
  expect(doubled(changed(run, { command: 'c1', t0: 47 }, { answer: 'answer other' }))).toEqual([
    'I2 doubled: c1 of a1 was answered answer c1 and answer other',
  ]);
});

test('I2 a refusal that becomes an acceptance is another answer', () => {
  expect(doubled(behind(run, { what: 'healed' }, sent('a2', 'c6', { t0: 51, t1: 52 })))).toHaveLength(1);
});

test('I2 a retry with another body is no retry', () => {
  expect(doubled(changed(run, { command: 'c1', t0: 47 }, { says: 'says other' }))).toHaveLength(1);
});
