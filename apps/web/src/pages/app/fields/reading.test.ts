import { expect, test } from 'vitest';
import { readEmail, readNumber, readText, textMax, wholeNumber } from './reading.ts';

test('a number is read with the group mark of the language, and with any space', () => {
  expect(wholeNumber('2500', 'en')).toBe(2500);
  expect(wholeNumber(' 2,500 ', 'en')).toBe(2500);
  expect(wholeNumber('2 500', 'en')).toBe(2500);
  expect(wholeNumber(new Intl.NumberFormat('ru').format(12_500), 'ru')).toBe(12_500);
  expect(wholeNumber('2\u202f500', 'ru')).toBe(2500);
});

test('what only looks like a number is none: a decimal, a wrong group, nothing', () => {
  for (const text of ['', ' ', '2,5', '25,00', '2.5', '1e3', '0x10', 'abc', '2 5', '1,000,00']) {
    expect(wholeNumber(text, 'en'), text).toBeUndefined();
  }
  expect(wholeNumber('2,500', 'ru')).toBeUndefined();
});

test('a number out of its range is read as such, with either minus', () => {
  const range = { min: 1, max: 12 };
  expect(readNumber('1', range, 'en')).toEqual({ value: 1 });
  expect(readNumber('12', range, 'en')).toEqual({ value: 12 });
  for (const text of ['0', '13', '-3', '−3']) {
    expect(readNumber(text, range, 'en'), text).toEqual({ problem: 'range' });
  }
  expect(readNumber('many', range, 'en')).toEqual({ problem: 'number' });
});

test('an address needs a name, an @ and a host; an empty one is allowed', () => {
  for (const text of ['', 'ada@example.org', ' ada@localhost ', 'ада@почта.рф']) {
    expect(readEmail(text), text).toEqual({ value: text.trim() });
  }
  for (const text of ['ada', 'ada@', '@example.org', 'a b@c', 'a@b@c', 'a@b.', 'a@.b']) {
    expect(readEmail(text), text).toEqual({ problem: 'email' });
  }
});

test('a text keeps every character up to its limit', () => {
  expect(readText(' a ')).toEqual({ value: ' a ' });
  expect(readText('x'.repeat(textMax + 1))).toEqual({ problem: 'length' });
  expect(readText('😀')).toEqual({ value: '😀' });
  for (const text of ['\ud83d', 'a\0b']) expect(readText(text)).toEqual({ problem: 'characters' });
});
