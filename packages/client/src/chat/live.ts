/** Values that are computed from others: anew only after a change, and told once a turn however much changed in it. */
import { type Cancel, Listeners, type Readable } from '../observable.ts';

/** `compute` is given what showed before, and gives the same reference where nothing differs. */
export class Live<T> implements Readable<T> {
  readonly #compute: (before: T | undefined) => T;
  readonly #onFirst: () => void;
  readonly #listeners = new Listeners<void>();
  #value: T | undefined;
  #isFresh = false;
  #isDue = false;
  #isWatched = false;
  #told: T | undefined;

  /** `onFirst` runs when somebody subscribes for the first time. */
  constructor(compute: (before: T | undefined) => T, onFirst: () => void = () => undefined) {
    this.#compute = compute;
    this.#onFirst = onFirst;
  }

  readonly get = (): T => {
    if (!this.#isFresh) {
      this.#isFresh = true;
      this.#value = this.#compute(this.#value);
    }
    return this.#value as T;
  };

  readonly subscribe = (listener: () => void): Cancel => {
    if (!this.#isWatched) {
      this.#isWatched = true;
      this.#told = this.get();
      this.#onFirst();
    }
    return this.#listeners.subscribe(listener);
  };

  /** Something that it is computed from may have changed. */
  touch(): void {
    this.#isFresh = false;
    if (this.#isDue || !this.#isWatched) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      const value = this.get();
      if (value === this.#told) return;
      this.#told = value;
      this.#listeners.tell();
    });
  }

  /** Whether anybody ever looked. */
  get isWatched(): boolean {
    return this.#isWatched;
  }
}
