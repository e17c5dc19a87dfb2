/** A rate limiter: GCRA, one timestamp a key (ITU-T I.371; exact burst, and the wait comes for free). */

/** How often something may happen, and how much of it at once by one that rested. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** Counts takers by key; memory is bounded. */
export class RateLimiter {
  readonly #intervalMs: number;
  readonly #burst: number;
  readonly #keysMax: number;
  /** Key → time at which its bucket is full again. */
  readonly #fullAt = new Map<string, number>();

  constructor({ perSecond, burst }: Rate, keysMax = 100_000) {
    this.#intervalMs = 1000 / perSecond;
    this.#burst = burst;
    this.#keysMax = keysMax;
  }

  /** Takes `count`; returns 0, or how many ms to wait, and then nothing is taken. `now` is monotonic time. */
  take(key: string, now: number, count = 1): number {
    const fullAt = Math.max(this.#fullAt.get(key) ?? this.#newKey(now), now);
    // Exactly 0 for the whole burst of who rested: no sum of large times is rounded.
    const waitMs = fullAt - now + this.#intervalMs * (count - this.#burst);
    if (waitMs > 0) return Math.ceil(waitMs);
    this.#fullAt.set(key, fullAt + this.#intervalMs * count);
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
    return now + this.#intervalMs * (this.#burst - 1);
  }
}
