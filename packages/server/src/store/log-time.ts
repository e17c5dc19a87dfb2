/** The time of the log: the wall's, and never falling; where the wall stepped back it flows on all the same. */
import type { Clock } from '../base/clock.ts';

/** A wall that is behind by less than this catches up soon; the log's time stands still until then. */
const waitMs = 1_000;

/**
 * Gives the time of each batch.
 *
 * A clock that was set far ahead once, and then right, must not stop time for weeks: links would not expire and
 * later edits would not be later.
 */
export class LogTime {
  readonly #clock: Pick<Clock, 'now' | 'monotonic'>;
  #last: number;
  #lastMonotonic: number;

  /** `last` is the time of the last event in the log. */
  constructor(clock: Pick<Clock, 'now' | 'monotonic'>, last: number) {
    this.#clock = clock;
    this.#last = last;
    this.#lastMonotonic = clock.monotonic();
  }

  /** The time of now. */
  next(): number {
    const wall = this.#clock.now();
    const monotonic = this.#clock.monotonic();
    const passed = Math.floor(monotonic - this.#lastMonotonic);
    if (wall >= this.#last) this.#last = wall;
    else if (this.#last - wall > waitMs) this.#last += passed;
    else return this.#last;
    this.#lastMonotonic = this.#last === wall ? monotonic : this.#lastMonotonic + passed;
    return this.#last;
  }
}
