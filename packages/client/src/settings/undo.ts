/** Undo: the own last edits of this page, each taken back by a new edit while it still stands. */
import { isEqual } from '../same.ts';
import type { Place } from './place.ts';
import type { Value } from './row.ts';

interface Done extends Place {
  readonly before: Value;
  readonly after: Value;
  /** Edits of one drag are one. */
  readonly gesture: string | undefined;
}

const doneMax = 100;

export class Undo {
  #done: readonly Done[] = [];
  readonly #valueAt: (place: Place) => Value;

  constructor(valueAt: (place: Place) => Value) {
    this.#valueAt = valueAt;
  }

  edited({ gesture, before, ...done }: Done): void {
    const last = this.#done.at(-1);
    const isSame = gesture !== undefined && last?.gesture === gesture && last.key === done.key;
    const rest = isSame ? this.#done.slice(0, -1) : this.#done;
    this.#done = [...rest, { ...done, gesture, before: isSame ? last.before : before }].slice(-doneMax);
  }

  /** The edit that is taken back next. What somebody has changed since is not. */
  get next(): Done | undefined {
    return this.#done.findLast((it) => isEqual(this.#valueAt(it), it.after));
  }

  /** Takes it, with those behind it, which no longer stand. */
  take(): Done | undefined {
    const { next } = this;
    this.#done = next === undefined ? [] : this.#done.slice(0, this.#done.indexOf(next));
    return next;
  }

  clear(): void {
    this.#done = [];
  }
}
