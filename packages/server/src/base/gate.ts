/** A gate: so many at work, so many waiting, and no more. */

/** Bounds how much of something expensive goes on at once. */
export class Gate {
  readonly #workersMax: number;
  readonly #queueMax: number;
  readonly #queue: (() => void)[] = [];
  #working = 0;

  constructor({ workers, queue }: { workers: number; queue: number }) {
    this.#workersMax = workers;
    this.#queueMax = queue;
  }

  /** Runs `work` when it is its turn; `undefined` at once where too many wait already. */
  run<T>(work: () => Promise<T>): Promise<T> | undefined {
    if (this.#working >= this.#workersMax && this.#queue.length >= this.#queueMax) return undefined;
    return this.#enter(work);
  }

  async #enter<T>(work: () => Promise<T>): Promise<T> {
    if (this.#working >= this.#workersMax) await new Promise<void>((enter) => this.#queue.push(enter));
    else this.#working += 1;
    try {
      return await work();
    } finally {
      const next = this.#queue.shift();
      if (next === undefined) this.#working -= 1;
      else next();
    }
  }
}
