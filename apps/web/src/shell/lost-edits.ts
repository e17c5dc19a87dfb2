/** Edits that were not saved when this device was signed out: kept in this page, so that their text is not lost. */
import type { Client, Readable, Rejection, Settings } from '@kith/client';
import { useReadable } from '@kith/client/react';

let lost: readonly Rejection[] = [];
const listeners = new Set<() => void>();
const watched = new WeakSet<object>();

const readable: Readable<readonly Rejection[]> = {
  get: () => lost,
  subscribe(listener) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

function show(next: readonly Rejection[]): void {
  lost = next;
  for (const listener of [...listeners]) listener();
}

/** Listens to an app's settings from now on. */
export function keepLostEdits<T extends object>(settings: Settings<T>): void {
  if (watched.has(settings)) return;
  watched.add(settings);
  settings.rejected.subscribe((it) => {
    if (it.code === 'unauthenticated') show([...lost.filter(({ key }) => key !== it.key), it]);
  });
}

/** The newest lost edit of each setting; none once somebody is logged in. */
export function useLostEdits(kith: Client): readonly Rejection[] {
  const found = useReadable(readable, readable.get());
  return kith.device.get() === null ? found : [];
}
