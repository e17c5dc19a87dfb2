/** The end of a store that cannot go on: why, and who must hear of it. */
import { StoreFault } from '../port.ts';

export class Halt {
  readonly #listeners = new Set<(cause: unknown) => void>();
  #halted: { readonly cause: unknown } | undefined;

  /** Throws `StoreFault` once the store is halted. */
  check(): void {
    if (this.#halted !== undefined) throw new StoreFault('unavailable', this.#halted.cause);
  }

  /** Halts the store; only the first cause is told. */
  pull(cause: unknown): void {
    if (this.#halted !== undefined) return;
    this.#halted = { cause };
    for (const listener of this.#listeners) listener(cause);
  }

  /** Hears of it once, also where it is halted already. Returns a way to stop. */
  listen(listener: (cause: unknown) => void): () => void {
    if (this.#halted !== undefined) listener(this.#halted.cause);
    else this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
