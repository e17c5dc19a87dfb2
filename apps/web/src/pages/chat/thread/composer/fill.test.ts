import { expect, test } from 'vitest';
import { fill } from './fill.ts';

test('a text of exactly 16 KiB fills a message, one byte more is too much', () => {
  expect(fill('x'.repeat(16 * 1024))).toBe(1);
  expect(fill('x'.repeat(16 * 1024 + 1))).toBeGreaterThan(1);
});

test('bytes count, not characters', () => {
  expect(fill('я'.repeat(8 * 1024))).toBe(1);
  expect(fill('😀'.repeat(4 * 1024))).toBe(1);
});
