/** Slows guessing down: per account and address it makes the guesser wait, and never locks the owner out. */
import type { Clock } from '../base/clock.ts';

interface Fails {
  count: number;
  /** Monotonic time before which no further try is looked at. */
  until: number;
}

/** What a guess came to; `neither`: it was not looked at, or is to start nothing anew. */
export type Verdict = 'right' | 'wrong' | 'neither';

const waitMsMin = 1_000;
const waitMsMax = 15 * 60_000;
const forgetMs = 60 * 60_000;
const pairsMax = 100_000;

/** Counts wrong guesses by any key; after `freeFails` each further one doubles the wait, from 1 s to 15 min. */
export class LoginGuard {
  readonly #clock: Clock;
  readonly #freeFails: number;
  readonly #fails = new Map<string, Fails>();
  readonly #underWay = new Map<string, number>();

  constructor(clock: Clock, freeFails: number) {
    this.#clock = clock;
    this.#freeFails = freeFails;
  }

  /** How many ms until this key may try again; 0: now. Guesses under way may all be wrong ones. */
  waitMs(key: string): number {
    const fails = this.#remembered(key);
    const waitMs = fails === undefined ? 0 : Math.max(0, Math.ceil(fails.until - this.#clock.monotonic()));
    if (waitMs > 0) return waitMs;
    const underWay = this.#underWay.get(key) ?? 0;
    return underWay > 0 && underWay + (fails?.count ?? 0) >= this.#freeFails ? waitMsMin : 0;
  }

  /** A guess is looked at; what it came to must be told to the function that this returns. */
  begin(key: string): (verdict: Verdict) => void {
    this.#underWay.set(key, (this.#underWay.get(key) ?? 0) + 1);
    return (verdict) => {
      const left = (this.#underWay.get(key) ?? 1) - 1;
      if (left > 0) this.#underWay.set(key, left);
      else this.#underWay.delete(key);
      if (verdict === 'wrong') this.failed(key);
      else if (verdict === 'right') this.succeeded(key);
    };
  }

  /** A wrong guess. */
  failed(key: string): void {
    const now = this.#clock.monotonic();
    const count = (this.#remembered(key)?.count ?? 0) + 1;
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

  #remembered(key: string): Fails | undefined {
    const fails = this.#fails.get(key);
    return fails !== undefined && fails.until + forgetMs >= this.#clock.monotonic() ? fails : undefined;
  }

  #forgetOldest(): void {
    const oldest = this.#fails.keys().next();
    if (oldest.done !== true) this.#fails.delete(oldest.value);
  }
}
