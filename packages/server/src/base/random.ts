/** Randomness as an argument: ids, codes and jitter come only from these. */
import { randomBytes, randomInt } from 'node:crypto';

/** A source of randomness. */
export interface Random {
  /** Bytes that nobody can guess. */
  bytes(length: number): Uint8Array;
  /** A whole number in `[min, max)`. */
  int(min: number, max: number): number;
}

/** The randomness of this machine. */
export const systemRandom: Random = {
  bytes: (length) => randomBytes(length),
  int: (min, max) => randomInt(min, max),
};

/** Bytes fetched at once by `pooled`. */
const poolBytes = 4_096;

/** The same randomness fetched in large pieces, for those who need a few bytes very often. */
export function pooled(random: Random): Random {
  let pool: Uint8Array = new Uint8Array(0);
  let used = 0;
  return {
    bytes(length) {
      if (length > poolBytes) return random.bytes(length);
      if (used + length > pool.length) {
        pool = random.bytes(poolBytes);
        used = 0;
      }
      used += length;
      return pool.subarray(used - length, used);
    },
    int: (min, max) => random.int(min, max),
  };
}

/** A new id: the prefix and 128 random bits. */
export function newId(random: Random, prefix: string): string {
  return `${prefix}_${Buffer.from(random.bytes(16)).toString('base64url')}`;
}
