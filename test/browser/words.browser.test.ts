import { expect, test } from 'vitest';
import { words } from './support/words.ts';

test('a text is that of the app, with its plural and its tags', () => {
  const say = words('ru');
  expect(words('en')('shell.status.saving', { count: 1 })).toBe('Saving 1 change');
  expect(say('shell.happenings.joined', { name: 'Ada' })).toContain('Ada');
  expect(new Set([1, 2, 5].map((count) => say('shell.waiting', { count }))).size).toBe(3);
});

test('a text that the app does not have throws', () => {
  expect(() => words('en')('shell.nothing')).toThrow('shell.nothing');
});

test('a value that a text needs and is not given throws', () => {
  expect(() => words('en')('shell.status.saving')).toThrow();
});
