/** Work that goes on only while somebody watches what it brings. */
import type { Cancel, Readable } from './observable.ts';

/** The same readable; `start` runs with the first listener, and what it returns ends it with the last. */
export function whileWatched<T>({ get, subscribe }: Readable<T>, start: () => Cancel): Readable<T> {
  let watchers = 0;
  let stop: Cancel | undefined;
  return {
    get,
    subscribe(listener) {
      let cancel: Cancel | undefined = subscribe(listener);
      watchers += 1;
      if (watchers === 1) stop = start();
      return () => {
        if (cancel === undefined) return;
        cancel();
        cancel = undefined;
        watchers -= 1;
        if (watchers === 0) stop?.();
      };
    },
  };
}
