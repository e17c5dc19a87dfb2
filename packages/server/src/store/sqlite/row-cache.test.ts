/** Rows at hand: read through, written behind, in an order that keeps unique values unique. */
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from 'vitest';
import { tablesOn } from './all-tables.ts';
import { migrate } from './migrate.ts';
import { RowCache } from './row-cache.ts';

let db: DatabaseSync;
let rows: RowCache;

beforeEach(() => {
  db = new DatabaseSync(':memory:');
  migrate(db, 1);
  rows = new RowCache(tablesOn(db));
});

function user(id: string, handle: string) {
  return { id, handle, displayName: null, createdAt: 1, deletedAt: null };
}

function stored(): string[] {
  return db
    .prepare("SELECT id || ' ' || handle AS line FROM users ORDER BY id")
    .all()
    .map(({ line }) => String(line));
}

test('what is put reads at once, and is written when it is flushed', () => {
  rows.put('users', user('a', 'one'));
  expect(rows.get('users', ['a'])).toEqual(user('a', 'one'));
  expect(stored()).toEqual([]);
  rows.flush('users');
  expect(stored()).toEqual(['a one']);
});

test('what is removed is gone at once', () => {
  rows.put('users', user('a', 'one'));
  rows.flush('users');
  rows.get('users', ['a']);
  rows.remove('users', ['a']);
  expect(rows.get('users', ['a'])).toBeUndefined();
  rows.flush('users');
  expect(stored()).toEqual([]);
});

test('the last of many writes of one row is written', () => {
  for (const handle of ['one', 'two', 'three']) rows.put('users', user('a', handle));
  rows.remove('users', ['b']);
  rows.flushAll();
  expect(stored()).toEqual(['a three']);
});

test('a value that one row gave up is free before another takes it', () => {
  rows.put('users', user('a', 'taken'));
  rows.flush('users');
  rows.put('users', user('b', 'other'));
  rows.put('users', user('a', 'free'));
  rows.put('users', user('b', 'taken'));
  rows.flush('users');
  expect(stored()).toEqual(['a free', 'b taken']);
});

test('a value that is taken is never taken from another row', () => {
  rows.put('users', user('a', 'taken'));
  rows.flush('users');
  rows.put('users', user('b', 'taken'));
  expect(() => rows.flush('users')).toThrow();
  expect(stored()).toEqual(['a taken']);
});

test('cleared, it forgets what was to be written', () => {
  rows.put('users', user('a', 'one'));
  rows.clear();
  rows.flushAll();
  expect(rows.get('users', ['a'])).toBeUndefined();
  expect(stored()).toEqual([]);
});

test('keys of several parts do not run into one another', () => {
  const setting = (app: string, scope: string, value: string) => ({
    userId: 'u',
    app,
    scope,
    key: 'k',
    value,
    rev: 1,
    editedAt: 1,
    at: 1,
    deviceId: null,
    op: null,
  });
  rows.put('settings', setting('ab', 'c', 'one'));
  rows.put('settings', setting('a', 'bc', 'two'));
  expect(rows.get('settings', ['u', 'ab', 'c', 'k'])?.value).toBe('one');
  expect(rows.get('settings', ['u', 'a', 'bc', 'k'])?.value).toBe('two');
});

test('a row without one of its columns is a bug', () => {
  rows.put('users', { id: 'a', handle: 'one', createdAt: 1 });
  expect(() => rows.flush('users')).toThrow('displayName');
});
