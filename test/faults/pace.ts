/** The pace of the load: an even one, rushes in which nobody waits, and the end. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Seeded } from '../settings/seeded.ts';

export class Pace {
  readonly #thinkMs: number;
  readonly #ended = new AbortController();
  #rushing = false;
  #rush = new AbortController();

  /** `thinkMs`: what a device waits between two bursts, on average. */
  constructor(thinkMs: number) {
    this.#thinkMs = thinkMs;
  }

  /** Whether new commands are wanted. */
  get goesOn(): boolean {
    return !this.#ended.signal.aborted;
  }

  /** Given when no new commands are wanted any more. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** Waits as a person would between two bursts; in a rush, and once it is over, nobody waits. */
  async think(random: Seeded): Promise<void> {
    if (this.#rushing) return;
    await pauseUnless(2 * this.#thinkMs * random.next(), this.#rush.signal);
  }

  /** From now on, or no longer, every device sends as fast as it is answered. */
  rush(on: boolean): void {
    if (!this.goesOn) return;
    this.#rushing = on;
    if (on) this.#rush.abort();
    else this.#rush = new AbortController();
  }

  /** No new commands from now on. */
  end(): void {
    this.#rushing = false;
    this.#rush.abort();
    this.#ended.abort();
  }
}

/** Waits, or not any longer once the signal is given. */
export async function pauseUnless(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => undefined);
}
