/** A clock that a test moves by hand. */
import type { Environment } from '../environment/environment.ts';
import type { Cancel } from '../observable.ts';

interface Timer {
  readonly at: number;
  readonly task: () => void;
}

export class HandClock implements Pick<Environment, 'now' | 'after'> {
  time = 1_000_000;
  readonly #timers = new Set<Timer>();

  now = (): number => this.time;

  after = (ms: number, task: () => void): Cancel => {
    const timer = { at: this.time + ms, task };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  };

  /** Moves time on and runs what falls due, in order, also what that sets. */
  pass(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const [next] = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#timers.delete(next);
      this.time = Math.max(this.time, next.at);
      next.task();
    }
    this.time = end;
  }

  get timers(): number {
    return this.#timers.size;
  }
}
