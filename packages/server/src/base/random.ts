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

/** A new id: the prefix and 128 random bits. */
export function newId(random: Random, prefix: string): string {
  return `${prefix}_${Buffer.from(random.bytes(16)).toString('base64url')}`;
}
