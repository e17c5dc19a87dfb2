import { expect, test } from 'vitest';
import { closeCodes, mayComeBack } from './close-codes.ts';

test('the number itself says whether to come back', () => {
  const final = Object.entries(closeCodes).filter(([, code]) => !mayComeBack(code));
  expect(final.map(([name]) => name)).toEqual(['protocolError', 'deviceRevoked']);
});

test.each([
  [1000, true],
  [1006, true],
  [3000, true],
  [4000, true],
  [4499, true],
  [4500, false],
  [4999, false],
])('%i means come back: %s', (code, comesBack) => {
  expect(mayComeBack(code)).toBe(comesBack);
});

test('each code has one meaning', () => {
  const codes = Object.values(closeCodes);
  expect(new Set(codes).size).toBe(codes.length);
});
