/** Things that can be read and watched: the shape of all state that this package shows. */

/** Ends a subscription or a timer; again is harmless. */
export type Cancel = () => void;

/**
 * A value that can be read at any time and watched for change.
 *
 * `get()` gives the same reference until the value changes, and both members may be passed around without their
 * object, so that `useSyncExternalStore(it.subscribe, it.get)` is all that React needs.
 */
export interface Readable<T> {
  /** The value as it is now. */
  readonly get: () => T;
  /** Calls `listener` after each change; returns what ends that. */
  readonly subscribe: (listener: () => void) => Cancel;
}

/** Things that happen, one after the other; whoever subscribes hears those that come from then on. */
export interface Stream<T> {
  readonly subscribe: (listener: (it: T) => void) => Cancel;
}

/** Listeners; one that throws hurts no other, and its error is thrown where nobody waits. */
export class Listeners<T> implements Stream<T> {
  readonly #listeners = new Set<{ readonly hear: (it: T) => void }>();

  readonly subscribe = (hear: (it: T) => void): Cancel => {
    const entry = { hear };
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  };

  tell(it: T): void {
    for (const entry of [...this.#listeners]) {
      try {
        if (this.#listeners.has(entry)) entry.hear(it);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}

/** A readable value and the way to set it, for an app's own state beside what the client shows. */
export class Cell<T> implements Readable<T> {
  #value: T;
  readonly #listeners = new Listeners<void>();

  constructor(value: T) {
    this.#value = value;
  }

  readonly get = (): T => this.#value;

  readonly subscribe = (listener: () => void): Cancel => this.#listeners.subscribe(listener);

  /** Shows another value. Listeners are told where it is another by `Object.is`. */
  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    this.#listeners.tell();
  }
}

/** Resolves with the first value, now or later, that `holds`; rejects with what `failures` tells before that. */
export function until<T, U extends T>(
  readable: Readable<T>,
  holds: (value: T) => value is U,
  failures?: Stream<Error>,
): Promise<U>;
export function until<T>(
  readable: Readable<T>,
  holds: (value: T) => boolean,
  failures?: Stream<Error>,
): Promise<T>;
export function until<T>(
  readable: Readable<T>,
  holds: (value: T) => boolean,
  failures?: Stream<Error>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const end = () => {
      stopLooking();
      stopHearing?.();
    };
    const look = () => {
      const value = readable.get();
      if (!holds(value)) return;
      end();
      resolve(value);
    };
    const stopLooking = readable.subscribe(look);
    const stopHearing = failures?.subscribe((error) => {
      end();
      reject(error);
    });
    look();
  });
}
