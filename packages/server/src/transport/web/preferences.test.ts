import { expect, test } from 'vitest';
import { chooseCoding, wantsPage } from './preferences.ts';

const offered = ['br', 'gzip'] as const;

test.each([
  [undefined, undefined],
  ['', undefined],
  ['gzip', 'gzip'],
  ['gzip, deflate, br, zstd', 'br'],
  ['GZIP;q=0.8 , BR;q=0.2', 'gzip'],
  ['br;q=0', undefined],
  ['br;q=0, *', 'gzip'],
  ['*;q=0.1', 'br'],
  ['identity, gzip;q=0.5', undefined],
  ['identity;q=0.5, gzip', 'gzip'],
  ['identity;q=0, *;q=0', undefined],
  ['zstd', undefined],
  ['br;q=2, gzip;q=abc', undefined],
  ['br;level=3;q=0.4', 'br'],
  [',,;q=1,', undefined],
])('for %j the coding is %s', (header, coding) => {
  expect(chooseCoding(header, offered)).toBe(coding);
});

test('nothing is chosen that is not offered', () => {
  expect(chooseCoding('br, gzip;q=0.1', ['gzip'])).toBe('gzip');
  expect(chooseCoding('br, gzip', [])).toBeUndefined();
});

test.each([
  ['text/html,application/xhtml+xml,*/*;q=0.8', true],
  ['Text/HTML;q=0.1', true],
  ['text/html;q=0', false],
  ['*/*', false],
  ['application/json', false],
  [undefined, false],
])('whoever accepts %j wants a page: %s', (header, wants) => {
  expect(wantsPage(header)).toBe(wants);
});
