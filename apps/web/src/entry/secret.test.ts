import { secret } from '@kith/protocol';
import { expect, it } from 'vitest';
import { newSecret } from './secret.ts';

it('a made secret is one that the protocol takes, and never the same', () => {
  const made = Array.from({ length: 50 }, newSecret);
  for (const one of made) expect(secret.safeParse(one).success).toBe(true);
  expect(new Set(made).size).toBe(made.length);
});
