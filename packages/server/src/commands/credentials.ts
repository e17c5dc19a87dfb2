/** Credentials of devices: passwords hashed slowly, secrets that clients made hashed fast. */
import { argon2, createHash, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Refusal } from '@kith/protocol';
import { known } from '../base/assert.ts';
import { Gate } from '../base/gate.ts';
import { type Random, systemRandom } from '../base/random.ts';
import type { Verdict } from './login-guard.ts';

const argon2Async = promisify(argon2);

/** Argon2id at the first setting of OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
const work = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };

/** Hashing takes a core each: few at once, some waiting, then `undefined`. */
const gate = new Gate({ workers: 2, queue: 50 });

/** Hashes a person's password; `undefined` where too many wait. */
export async function hashPassword(
  password: string,
  random: Random = systemRandom,
): Promise<string | undefined> {
  const salt = random.bytes(16);
  const tag = await slowHash(password, salt);
  return tag && `argon2id.${Buffer.from(salt).toString('base64url')}.${tag.toString('base64url')}`;
}

/** Hashes a secret of at least 128 random bits, for which a fast hash is enough. */
export function hashSecret(secret: string): string {
  return `sha256.${fastHash(secret).toString('base64url')}`;
}

/** A hash that nothing matches, of the cost of a real one: unknown names take as long as known ones. */
const nobody = `argon2id.${'A'.repeat(22)}.${'A'.repeat(43)}`;

/**
 * Says whether `given` is what `credential` was made from; `undefined` where too many wait, and what `mayHash` says
 * where it refuses the work of a password.
 *
 * No costs the work of a password, whatever there is to compare with: nobody learns which devices there are.
 */
export async function verifyCredential(
  given: string,
  credential: string | undefined,
  mayHash: () => Refusal | undefined = () => undefined,
): Promise<boolean | Refusal | undefined> {
  const [kind, ...parts] = (credential ?? nobody).split('.');
  if (kind === 'sha256') {
    if (same(fastHash(given), part(parts, 0))) return true;
    return verifyCredential(given, undefined, mayHash);
  }
  const refusal = mayHash();
  if (refusal !== undefined) return refusal;
  const tag = await slowHash(given, part(parts, 0));
  if (tag === undefined) return undefined;
  return same(tag, part(parts, 1)) && credential !== undefined;
}

/** What a try with a credential says about who tries. */
export function verdictOf(right: boolean | Refusal | undefined): Verdict {
  if (right === undefined || typeof right === 'object') return 'neither';
  return right ? 'right' : 'wrong';
}

function part(parts: readonly string[], index: number): Buffer {
  return Buffer.from(known(parts[index], 'an encoded credential has its parts'), 'base64url');
}

function same(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

function fastHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function slowHash(password: string, nonce: Uint8Array): Promise<Buffer> | Promise<undefined> {
  const hash = gate.run(() => argon2Async('argon2id', { message: password, nonce, ...work }));
  return hash ?? Promise.resolve(undefined);
}
