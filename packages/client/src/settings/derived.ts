/** Values that are computed from others: only when asked, and with a new reference only where something differs. */
import type { Cancel, Readable } from '../observable.ts';

export interface Derivation<T> {
  /** Goes up with every change of what it is computed from. */
  readonly version: () => unknown;
  /** Tells that something may have changed. */
  readonly onChange: (listener: () => void) => Cancel;
  readonly compute: () => T;
  readonly isSame: (a: T, b: T) => boolean;
}

/** Makes one readable. Holds nothing while nobody subscribes. */
export function derived<T>({ version, onChange, compute, isSame }: Derivation<T>): Readable<T> {
  let cached: { readonly version: unknown; readonly value: T } | undefined;
  const get = (): T => {
    const now = version();
    if (cached !== undefined && cached.version === now) return cached.value;
    const value = compute();
    cached = {
      version: now,
      value: cached !== undefined && isSame(cached.value, value) ? cached.value : value,
    };
    return cached.value;
  };
  return {
    get,
    subscribe(listener) {
      let last = get();
      return onChange(() => {
        const value = get();
        if (value === last) return;
        last = value;
        listener();
      });
    },
  };
}
