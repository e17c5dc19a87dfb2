/** The ends of mutes: one timer for the next of them, so that a chat speaks again when its time is over. */
import type { Environment } from '../environment/environment.ts';
import type { Cancel } from '../observable.ts';

export class Mutes {
  readonly #environment: Pick<Environment, 'after'>;
  readonly #serverNow: () => number;
  readonly #onEnd: () => void;
  #timer: Cancel | undefined;

  constructor(environment: Pick<Environment, 'after'>, serverNow: () => number, onEnd: () => void) {
    this.#environment = environment;
    this.#serverNow = serverNow;
    this.#onEnd = onEnd;
  }

  /** These are the times at which mutes end; those that are over count no more. */
  watch(ends: readonly number[]): void {
    this.close();
    const now = this.#serverNow();
    const next = Math.min(...ends.filter((it) => it > now));
    if (next === Number.POSITIVE_INFINITY) return;
    this.#timer = this.#environment.after(next - now, () => {
      this.#timer = undefined;
      this.#onEnd();
      this.watch(ends);
    });
  }

  close(): void {
    this.#timer?.();
    this.#timer = undefined;
  }
}
