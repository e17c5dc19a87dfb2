import { expect, test } from 'vitest';
import { newId } from './ids.ts';

test('an id is a UUIDv7 of its time (RFC 9562, appendix A.6)', () => {
  const bytes = () => Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
  expect(newId({ now: () => 1645557742000, bytes })).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
});

test('a clock before 1970 makes an id nevertheless', () => {
  const bytes = (length: number) => new Uint8Array(length);
  expect(newId({ now: () => -5, bytes })).toBe('00000000-0000-7000-8000-000000000000');
});
