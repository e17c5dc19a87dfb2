import { expect, test } from 'vitest';
import { defaults, keys } from '../demo.ts';
import { fitting } from './fitting.ts';

test('a value of the kind of its setting is taken, also out of its range', () => {
  expect(fitting('username', 'ada')).toBe('ada');
  expect(fitting('terms', true)).toBe(true);
  expect(fitting('salary', -7.5)).toBe(-7.5);
});

test.each(keys)('a value of another kind in %s shows as the default', (key) => {
  const others: readonly unknown[] = [null, [], ['a'], {}, { toString: 1, valueOf: 1 }, { length: 99 }];
  for (const value of others) expect(fitting(key, value)).toBe(defaults[key]);
});

test('what only reads like a number is none', () => {
  for (const value of ['2500', 'NaN', true]) expect(fitting('salary', value)).toBe(defaults.salary);
});
