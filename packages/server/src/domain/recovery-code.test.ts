import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newRecoveryCode, readRecoveryCode } from './recovery-code.ts';

/** The code of these very bytes. */
function codeOf(bytes: Uint8Array): string {
  return newRecoveryCode({ bytes: (length) => bytes.subarray(0, length), int: (min) => min });
}

const tenBytes = fc.uint8Array({ minLength: 10, maxLength: 10 });

test('a code is 80 bits in four groups: other bytes, another code', () => {
  fc.assert(
    fc.property(tenBytes, tenBytes, (one, other) => {
      expect(codeOf(one)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(codeOf(one) === codeOf(other)).toBe(Buffer.from(one).equals(Buffer.from(other)));
    }),
  );
});

test('every bit counts', () => {
  const codes = Array.from({ length: 80 }, (_, bit) => {
    const bytes = new Uint8Array(10);
    bytes[Math.floor(bit / 8)] = 1 << (bit % 8);
    return codeOf(bytes);
  });
  expect(new Set(codes).size).toBe(80);
});

test('a code is read in any case and grouping, with look-alikes taken for digits', () => {
  fc.assert(
    fc.property(tenBytes, (bytes) => {
      const code = codeOf(bytes);
      const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
      expect(readRecoveryCode(typed)).toBe(readRecoveryCode(code));
      expect(readRecoveryCode(code)).toBe(code.replaceAll('-', ''));
    }),
  );
});
