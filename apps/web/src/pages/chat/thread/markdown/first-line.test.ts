import { expect, test } from 'vitest';
import { firstLine } from './first-line.ts';

test.each([
  ['Low tide at **six**, ~~seven~~', 'Low tide at six, seven'],
  ['so:\n\n- pier 4\n- charts', 'so: pier 4 · charts'],
  ['> quoted\n\n`code` and [a page](https://example.org)', 'quoted code and a page'],
  ['```\nlet x = 1;\n```', 'let x = 1;'],
  ['one\ntwo', 'one two'],
  ['2 * 3 * 4', '2 * 3 * 4'],
])('%j reads in one line as %j', (text, line) => {
  expect(firstLine(text)).toBe(line);
});

test('of a long message no more is read than shows', () => {
  expect(firstLine('a '.repeat(8000)).length).toBeLessThanOrEqual(200);
});
