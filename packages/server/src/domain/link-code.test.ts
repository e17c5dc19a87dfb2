import fc from 'fast-check';
import { expect, test } from 'vitest';
import { systemRandom } from '../base/random.ts';
import { newCode, readCode, writeCode } from './link-code.ts';

test('a code is eight of twenty letters and uses all of them', () => {
  const codes = Array.from({ length: 500 }, () => newCode(systemRandom));
  for (const code of codes) expect(code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/);
  expect(new Set(codes.join('')).size).toBe(20);
});

test('a code is read back from whatever people make of it', () => {
  const letter = fc.constantFrom(...'BCDFGHJKLMNPQRSTVWXZ');
  fc.assert(
    fc.property(
      fc.array(letter, { minLength: 8, maxLength: 8 }),
      fc.array(fc.constantFrom('', '-', ' '), { minLength: 8, maxLength: 8 }),
      fc.boolean(),
      (letters, gaps, lower) => {
        const code = letters.join('');
        expect(readCode(writeCode(code))).toBe(code);
        const typed = letters.map((one, index) => `${gaps[index]}${one}`).join('');
        expect(readCode(lower ? typed.toLowerCase() : typed)).toBe(code);
      },
    ),
  );
});
