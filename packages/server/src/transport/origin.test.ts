import { expect, test } from 'vitest';
import { allowOrigins } from './origin.ts';

const allowed = allowOrigins(['https://kith.example', 'http://127.0.0.1:3000']);

test('only exact origins pass, and a request without one is no browser', () => {
  expect([undefined, 'https://kith.example', 'http://127.0.0.1:3000'].map(allowed)).toEqual([
    true,
    true,
    true,
  ]);
});

test.each([
  'null',
  '',
  'http://kith.example',
  'https://kith.example:443',
  'https://kith.example/',
  'https://KITH.example',
  'https://evil.kith.example',
  'https://kith.example.evil.org',
  'https://evilkith.example',
  'http://127.0.0.1:3001',
  'http://127.0.0.1:30000',
])('the origin %j is refused', (origin) => {
  expect(allowed(origin)).toBe(false);
});
