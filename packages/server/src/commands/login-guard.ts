/** Slows guessing down: per account and address it makes the guesser wait, and never locks the owner out. */
import type { Clock } from '../base/clock.ts';

interface Fails {
  count: number;
  /** Monotonic time before which no further try is looked at. */
  until: number;
}

const waitMsMin = 1_000;
const waitMsMax = 15 * 60_000;
const forgetMs = 60 * 60_000;
const pairsMax = 100_000;

/** Counts wrong guesses by any key; after `freeFails` each further one doubles the wait, from 1 s to 15 min. */
export class LoginGuard {
  readonly #clock: Clock;
  readonly #freeFails: number;
  readonly #fails = new Map<string, Fails>();

  constructor(clock: Clock, freeFails: number) {
    this.#clock = clock;
    this.#freeFails = freeFails;
  }

  /** How many ms until this key may try again; 0: now. */
  waitMs(key: string): number {
    const fails = this.#fails.get(key);
    return fails === undefined ? 0 : Math.max(0, Math.ceil(fails.until - this.#clock.monotonic()));
  }

  /** A wrong guess. */
  failed(key: string): void {
    const now = this.#clock.monotonic();
    const before = this.#fails.get(key);
    const count = before === undefined || before.until + forgetMs < now ? 1 : before.count + 1;
    const over = count - this.#freeFails;
    const waitMs = over < 0 ? 0 : Math.min(waitMsMax, waitMsMin * 2 ** Math.min(over, 20));
    this.#fails.delete(key);
    this.#fails.set(key, { count, until: now + waitMs });
    if (this.#fails.size > pairsMax) this.#forgetOldest();
  }

  /** A right one: the key starts anew. */
  succeeded(key: string): void {
    this.#fails.delete(key);
  }

  #forgetOldest(): void {
    const oldest = this.#fails.keys().next();
    if (oldest.done !== true) this.#fails.delete(oldest.value);
  }
}
