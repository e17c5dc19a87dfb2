/** A readable that says how many listen to it. */
import type { Readable } from '../observable.ts';

export interface CountedReadable<T> extends Readable<T> {
  readonly listeners: number;
}

/** The same readable, counted. */
export function counted<T>({ get, subscribe }: Readable<T>): CountedReadable<T> {
  let listeners = 0;
  return {
    get,
    subscribe(listener) {
      let cancel: (() => void) | undefined = subscribe(listener);
      listeners += 1;
      return () => {
        cancel?.();
        if (cancel !== undefined) listeners -= 1;
        cancel = undefined;
      };
    },
    get listeners() {
      return listeners;
    },
  };
}
