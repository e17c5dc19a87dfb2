/** A clock that runs with this machine's and can leap ahead, as after a sleep: timers that are due then run once. */
import type { Cancel, Clock } from '../../packages/server/src/base/clock.ts';

interface Timer {
  dueAt: number;
  readonly periodMs: number | undefined;
  readonly task: () => void;
  handle: NodeJS.Timeout | undefined;
}

export class LeapClock implements Clock {
  readonly #timers = new Set<Timer>();
  readonly #still: { readonly now: number; readonly monotonic: number } | undefined;
  #aheadMs = 0;

  /** `still`: it stands where it is between leaps, and no timer runs but by one. */
  constructor({ still = false }: { still?: boolean } = {}) {
    // Whole: between two fractions lie 4000.0000000001 ms.
    if (still) this.#still = { now: Date.now(), monotonic: Math.round(performance.now()) };
  }

  now(): number {
    return (this.#still?.now ?? Date.now()) + this.#aheadMs;
  }

  monotonic(): number {
    return (this.#still?.monotonic ?? performance.now()) + this.#aheadMs;
  }

  after(delayMs: number, task: () => void): Cancel {
    return this.#start({ dueAt: this.monotonic() + delayMs, periodMs: undefined, task, handle: undefined });
  }

  every(periodMs: number, task: () => void): Cancel {
    return this.#start({ dueAt: this.monotonic() + periodMs, periodMs, task, handle: undefined });
  }

  soon(task: () => void): void {
    setImmediate(task);
  }

  /** Leaps ahead. */
  leap(ms: number): void {
    this.#aheadMs += ms;
    const now = this.monotonic();
    const due = [...this.#timers].filter(({ dueAt }) => dueAt <= now).sort((a, b) => a.dueAt - b.dueAt);
    for (const timer of due) if (this.#timers.has(timer)) this.#fire(timer);
    for (const timer of this.#timers) this.#arm(timer);
  }

  #start(timer: Timer): Cancel {
    this.#timers.add(timer);
    this.#arm(timer);
    return () => this.#end(timer);
  }

  #arm(timer: Timer): void {
    clearTimeout(timer.handle);
    if (this.#still !== undefined) return;
    timer.handle = setTimeout(() => this.#fire(timer), timer.dueAt - this.monotonic()).unref();
  }

  #fire(timer: Timer): void {
    if (timer.periodMs === undefined) this.#end(timer);
    else {
      timer.dueAt = this.monotonic() + timer.periodMs;
      this.#arm(timer);
    }
    timer.task();
  }

  #end(timer: Timer): void {
    clearTimeout(timer.handle);
    this.#timers.delete(timer);
  }
}
