import { refuse } from '@kith/protocol';
import { expect, test } from 'vitest';
import { hashPassword, hashSecret, verifyCredential } from './credentials.ts';

const secret = 'kV0m1rA9bC8dE7fG6hI5jK';

test('a password is recognised by its hash, and nothing else is', async () => {
  const credential = await hashPassword('correct horse');
  expect(credential).toMatch(/^argon2id\.[\w-]{22}\.[\w-]{43}$/);
  expect(await verifyCredential('correct horse', credential)).toBe(true);
  expect(await verifyCredential('correct horse ', credential)).toBe(false);
  expect(await verifyCredential('', credential)).toBe(false);
});

test('the same password is hashed differently each time', async () => {
  expect(await hashPassword('correct horse')).not.toBe(await hashPassword('correct horse'));
});

test('a secret is recognised by its hash, and nothing else is', async () => {
  const credential = hashSecret(secret);
  expect(credential).not.toContain(secret);
  expect(await verifyCredential(secret, credential)).toBe(true);
  expect(await verifyCredential(`${secret}x`, credential)).toBe(false);
});

test('an unknown account is refused whatever is given', async () => {
  for (const given of ['', 'correct horse', secret, '\0'.repeat(43)]) {
    expect(await verifyCredential(given, undefined)).toBe(false);
  }
});

test('when too many wait to be hashed, the rest are told at once instead of waiting too', async () => {
  const results = await Promise.all(Array.from({ length: 60 }, () => hashPassword('correct horse')));
  const told = results.filter((result) => result === undefined);
  expect(told.length).toBe(60 - 52);
});

test('only the work of a password asks whether it may be done', async () => {
  const tooMany = refuse('rate-limited', { retryAfterMs: 1 });
  const never = () => tooMany;
  expect(await verifyCredential(secret, hashSecret(secret), never)).toBe(true);
  expect(await verifyCredential('wrong', hashSecret(secret), never)).toBe(tooMany);
  expect(await verifyCredential('any', undefined, never)).toBe(tooMany);
  expect(await verifyCredential('any', await hashPassword('any'), never)).toBe(tooMany);
});
