import { expect, test } from 'vitest';
import { spellBytes, spellDuration } from './spell.ts';

test('a duration is spelled with its two largest units', () => {
  expect([3, 999, 1000, 61_000, 3_600_000, 93_784_000].map(spellDuration)).toEqual([
    '3 ms',
    '999 ms',
    '1 s',
    '1 min 1 s',
    '1 h',
    '1 d 2 h',
  ]);
});

test('a size is spelled with the unit that fits', () => {
  expect([0, 1023, 1536, 200 * 1024, 3 * 1024 ** 3].map(spellBytes)).toEqual([
    '0 bytes',
    '1023 bytes',
    '1.5 KiB',
    '200 KiB',
    '3.0 GiB',
  ]);
});
