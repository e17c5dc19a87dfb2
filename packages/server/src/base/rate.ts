/** A rate limiter: GCRA, one timestamp a key (ITU-T I.371; exact burst, and the wait comes for free). */

/** How often something may happen, and how much of it at once by one that rested. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** Counts takers by key; memory is bounded. */
export class RateLimiter {
  readonly #intervalMs: number;
  readonly #toleranceMs: number;
  readonly #keysMax: number;
  /** Key → time at which its bucket is full again. */
  readonly #fullAt = new Map<string, number>();

  constructor({ perSecond, burst }: Rate, keysMax = 100_000) {
    this.#intervalMs = 1000 / perSecond;
    this.#toleranceMs = this.#intervalMs * (burst - 1);
    this.#keysMax = keysMax;
  }

  /** Takes `count`; returns 0, or how many ms to wait, and then nothing is taken. `now` is monotonic time. */
  take(key: string, now: number, count = 1): number {
    const fullAt = Math.max(this.#fullAt.get(key) ?? this.#newKey(now), now);
    const cost = this.#intervalMs * count;
    const waitMs = fullAt + cost - this.#intervalMs - this.#toleranceMs - now;
    if (waitMs > 0) return Math.ceil(waitMs);
    this.#fullAt.set(key, fullAt + cost);
    return 0;
  }

  /** Keys that are remembered. */
  get size(): number {
    return this.#fullAt.size;
  }

  /** At the cap, rested keys are dropped; if there are none, a new key starts with one token only. */
  #newKey(now: number): number {
    if (this.#fullAt.size < this.#keysMax) return now;
    for (const [key, fullAt] of this.#fullAt) if (fullAt <= now) this.#fullAt.delete(key);
    if (this.#fullAt.size < this.#keysMax) return now;
    const oldest = this.#fullAt.keys().next();
    if (oldest.done !== true) this.#fullAt.delete(oldest.value);
    return now + this.#toleranceMs;
  }
}
