/** Salts for bodies: 128 random bits each, fetched many at a time. */
import type { Random } from '../../base/random.ts';

const saltBytes = 16;
const saltsAtOnce = 256;

export class Salts {
  readonly #random: Random;
  #pool = Buffer.alloc(0);
  #used = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** A new salt as base64url. */
  next(): string {
    if (this.#used === this.#pool.length) {
      this.#pool = Buffer.from(this.#random.bytes(saltBytes * saltsAtOnce));
      this.#used = 0;
    }
    this.#used += saltBytes;
    return this.#pool.toString('base64url', this.#used - saltBytes, this.#used);
  }
}
