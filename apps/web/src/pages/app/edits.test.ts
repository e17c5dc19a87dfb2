import { createClient, memoryStorage } from '@kith/client';
import { beforeEach, expect, test } from 'vitest';
import { Edits } from '../../synced/edits.ts';
import { app, defaults } from './demo.ts';

/** A client that nobody is logged in with: edits stay here, and show at once. */
function fresh() {
  const kith = createClient({
    url: 'http://127.0.0.1:1',
    cookie: false,
    storage: memoryStorage(),
    resume: false,
  });
  return kith.settings(app, defaults);
}

let now: number;
let settings: ReturnType<typeof fresh>;
let edits: Edits<typeof defaults>;

beforeEach(() => {
  now = 0;
  settings = fresh();
  edits = new Edits(settings, () => now);
});

function type(...texts: string[]) {
  for (const text of texts) edits.set('username', text);
}

test('a run of typing is taken back at once; a pause begins another', () => {
  type('a', 'ad', 'ada');
  now += 5000;
  type('ada l');
  edits.undo();
  expect(settings.get('username')).toBe('ada');
  edits.undo();
  expect(settings.field('username').get()).toMatchObject({ value: '', source: 'default' });
  expect(edits.stack.get()).toEqual([]);
});

test('a drag is one step however long it rests, and ends with the finger', () => {
  edits.begin('salary');
  edits.set('salary', 2600);
  now += 60_000;
  edits.set('salary', 2700);
  edits.end('salary');
  edits.set('salary', 9000);
  edits.undo();
  expect(settings.get('salary')).toBe(2700);
  edits.undo();
  expect(settings.get('salary')).toBe(2500);
});

test('an undo is of this device alone: what was written over since is told first', () => {
  type('ada');
  settings.set('username', 'eve');
  expect(edits.undoOverwrites()).toEqual([
    { key: 'username', scope: 'user', before: undefined, after: 'ada' },
  ]);
  expect(settings.get('username')).toBe('eve');
  edits.forgetLast();
  expect(edits.undoOverwrites()).toEqual([]);
});

test('an override begins as what shows, takes the edits that follow, and can be taken back', () => {
  type('ada');
  edits.override('username', true);
  type('only here');
  expect(settings.field('username').get()).toMatchObject({ value: 'only here', source: 'device' });
  edits.override('username', false);
  expect(settings.field('username').get()).toMatchObject({ value: 'ada', source: 'user' });
  edits.undo();
  expect(settings.get('username')).toBe('only here');
});

test('a reset takes every choice back, those of this device too, and is one step', () => {
  type('ada');
  edits.override('username', true);
  edits.set('terms', true);
  edits.reset();
  expect(settings.values.get()).toEqual(defaults);
  expect(settings.field('username').get().source).toBe('default');
  edits.undo();
  expect(settings.get('terms')).toBe(true);
  expect(settings.field('username').get()).toMatchObject({ value: 'ada', source: 'device' });
});

test('a reset where nothing is chosen is no step', () => {
  edits.reset();
  expect(edits.stack.get()).toEqual([]);
});
