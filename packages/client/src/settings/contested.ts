/** Contested values: of a key that its app calls `manual`, what lost is kept beside what stands until a person chooses. */
import type { Rival } from './row.ts';

/** A value that lost and waits to be chosen from. Any edit of the key settles all of them. */
export interface Contested<T> {
  /** Undefined: it was unset. */
  readonly value: T | undefined;
  /** The device that edited. */
  readonly device: string | null;
  /** When: ms, server's clock. */
  readonly editedAt: number;
  /** Its entry in the history. */
  readonly entry: string;
  /** Makes it the value that stands. To keep what stands, set that again. */
  choose(): void;
}

const none: readonly Contested<never>[] = [];

/** Makes them of what the server told; the same told ones give the same. */
export class ContestedValues {
  readonly #made = new WeakMap<readonly Rival[], readonly Contested<unknown>[]>();

  of(
    rivals: readonly Rival[] | undefined,
    choose: (value: Rival['value']) => void,
  ): readonly Contested<unknown>[] {
    if (rivals === undefined) return none;
    const known = this.#made.get(rivals);
    const made = known ?? rivals.map((it) => ({ ...it, choose: () => choose(it.value) }));
    this.#made.set(rivals, made);
    return made;
  }
}
