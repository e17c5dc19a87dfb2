import { expect, test } from 'vitest';
import { sayingOf } from './said.ts';

const anna = { user: 'anna', text: 'one' };

test('one message is said with its text, cut where it is long', () => {
  expect(sayingOf([anna])).toEqual({ kind: 'one', user: 'anna', text: 'one' });
  expect(sayingOf([{ user: 'anna', text: '😀'.repeat(500) }])).toMatchObject({ text: '😀'.repeat(200) });
});

test('several of one person are counted by name, those of several without', () => {
  expect(sayingOf([anna, anna])).toEqual({ kind: 'by', user: 'anna', count: 2 });
  expect(sayingOf([anna, { user: 'boris', text: 'two' }])).toEqual({ kind: 'several', count: 2 });
});

test('nothing is said of nothing', () => {
  expect(sayingOf([])).toBe(null);
});
