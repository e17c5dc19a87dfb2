import { expect, test } from 'vitest';
import { layOut } from './history.ts';
import { checkPhantom } from './phantom.ts';
import type { Entry } from './record.ts';
import { changed, sampleRun, without } from './sample.ts';

const run = sampleRun();

function faults(entries: readonly Entry[]): string[] {
  return checkPhantom(layOut(entries)).map(({ wrong, says }) => `${wrong}: ${says}`);
}

test('I7 a run in which only what was asked for happened passes', () => {
  expect(faults(run)).toEqual([]);
});

test('I7 what the server does by itself needs no command', () => {
  expect(faults(changed(run, { offset: 7 }, { type: 'link.expired', mark: null, command: null }))).toEqual(
    [],
  );
});

test('I7 a command whose outcome is unknown may have happened', () => {
  expect(faults(changed(run, { what: 'sent', command: 'c5' }, { outcome: 'unknown' }))).toEqual([]);
});

test('I7 an event that nobody asked for is a phantom for the log and for every device', () => {
  expect(faults(without(run, { what: 'sent', command: 'c5' }))).toHaveLength(3);
});

test('I7 an event whose body names no command is a phantom', () => {
  expect(faults(changed(run, { offset: 5 }, { mark: null, command: null }))).toHaveLength(3);
});

test('I7 an event after a refusal for good is a phantom', () => {
  const refused = changed(run, { what: 'sent', command: 'c5' }, { outcome: 'fail', effect: undefined });
  expect(faults(refused)[0]).toBe('phantom: the log: setting.changed at 5 of user:A was refused: c5');
});

test('I7 a body that was not sent is a phantom', () => {
  expect(faults(changed(run, { read: 'database', mark: 'c5' }, { says: 'says other' }))).toHaveLength(1);
});

test('I7 an event by a device that did not ask for it is a phantom', () => {
  expect(faults(changed(run, { read: 'database', mark: 'c5' }, { actor: 'a2' }))).toEqual([
    'phantom: the log: setting.changed at 5 of user:A is by a2, and a1 asked for it',
  ]);
});

test('I7 an event that carries the id of another command is a phantom', () => {
  expect(faults(changed(run, { read: 'database', mark: 'c5' }, { command: 'c1' }))).toHaveLength(1);
});

test('I7 an event that was delivered before its command was sent is a phantom', () => {
  expect(faults(changed(run, { what: 'event', mark: 'c5' }, { t: 42 }))).toHaveLength(2);
});
