import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { weakness } from './weakness.ts';

test.each([
  'changeme',
  'short-but-Random9f8a7',
  'change-me-please-this-is-not-a-real-one-0',
  'my-secret-that-is-quite-long-but-a-phrase',
  'passwordpasswordpasswordpasswordpassword',
  'a'.repeat(64),
  'abababababababababababababababababab',
  '0123456789abcdef0123456789abcdef',
  'kF93hd72Lq0xkF93hd72Lq0xkF93hd72Lq0x',
  'abcdefghijklmnopqrstuvwxyzABCDEFGHIJ',
  '98765432109876543210zyxwvutsrqponmlk',
])('%s is weak', (secret) => {
  expect(weakness(secret)).toBeTypeOf('string');
});

test('random secrets of every usual encoding are not weak', () => {
  for (let round = 0; round < 500; round += 1) {
    const bytes = randomBytes(32);
    expect(weakness(bytes.toString('base64url'))).toBeUndefined();
    expect(weakness(bytes.toString('hex'))).toBeUndefined();
    expect(weakness(randomBytes(24).toString('base64'))).toBeUndefined();
  }
});
