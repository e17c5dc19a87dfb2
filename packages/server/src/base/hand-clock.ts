/** A clock that whoever holds it moves by hand: for tests and models, where time must not pass by itself. */
import type { Cancel, Clock } from './clock.ts';

interface Timer {
  at: number;
  readonly periodMs: number | undefined;
  readonly task: () => void;
}

/** Wall time and monotonic time are one, unless the wall is stepped. */
export class HandClock implements Clock {
  /** Monotonic time; starts far from zero, as real ones do. */
  time = 1_000_000;
  /** What wall time is ahead of monotonic time. */
  wallAheadMs = 1_700_000_000_000;
  #timers: Timer[] = [];

  now = (): number => this.wallAheadMs + this.time;
  monotonic = (): number => this.time;
  soon = (task: () => void): void => void this.after(0, task);
  after = (delayMs: number, task: () => void): Cancel =>
    this.#add({ at: this.time + delayMs, periodMs: undefined, task });
  every = (periodMs: number, task: () => void): Cancel =>
    this.#add({ at: this.time + periodMs, periodMs, task });

  /** Moves time on and runs what is due, in order; tasks that tasks set for now wait for the next call. */
  pass(ms = 0): void {
    const until = this.time + ms;
    const due = this.#timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
    for (const timer of due) {
      if (!this.#timers.includes(timer)) continue;
      this.time = Math.max(this.time, timer.at);
      if (timer.periodMs === undefined) this.#remove(timer);
      else timer.at += timer.periodMs;
      timer.task();
    }
    this.time = Math.max(this.time, until);
  }

  #add(timer: Timer): Cancel {
    this.#timers.push(timer);
    return () => this.#remove(timer);
  }

  #remove(timer: Timer): void {
    this.#timers = this.#timers.filter((other) => other !== timer);
  }
}
