/** Time as an argument: the server reads clocks and sets timers only through these. */

/** Cancels a timer; again is harmless. */
export type Cancel = () => void;

/** A clock and its timers. */
export interface Clock {
  /** Wall time in ms since 1970; may step. */
  now(): number;
  /** Monotonic time in ms, for durations. */
  monotonic(): number;
  /** Runs `task` once after `delayMs`; does not keep the process alive. */
  after(delayMs: number, task: () => void): Cancel;
  /** Runs `task` every `periodMs`; does not keep the process alive. */
  every(periodMs: number, task: () => void): Cancel;
  /** Runs `task` after what the current turn of the loop has brought in. */
  soon(task: () => void): void;
}

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs).unref();
    return () => clearTimeout(timer);
  },
  every(periodMs, task) {
    const timer = setInterval(task, periodMs).unref();
    return () => clearInterval(timer);
  },
  soon: (task) => void setImmediate(task),
};
