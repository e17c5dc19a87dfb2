/** A tally: how often each of a few named things happened. */

/** Counts by name. Names come from a fixed set, so it stays small. */
export class Tally<N extends string | number> {
  readonly #counts = new Map<N, number>();

  /** It happened once more. */
  add(name: N): void {
    this.#counts.set(name, this.of(name) + 1);
  }

  /** How often it happened. */
  of(name: N): number {
    return this.#counts.get(name) ?? 0;
  }

  /** What happened at all, with its count. */
  [Symbol.iterator](): IterableIterator<[N, number]> {
    return this.#counts.entries();
  }
}
