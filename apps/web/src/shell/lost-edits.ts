/** Edits that were not saved when this device was signed out: kept in this page, so that their text is not lost. */
import { Cell, type Client, type Readable, type Rejection, type Settings } from '@kith/client';
import { useReadable } from '@kith/client/react';

const lost = new Cell<readonly Rejection[]>([]);
const watched = new WeakSet<object>();

/** The newest lost edit of each setting, by the device that was here last. */
export const lostEdits: Readable<readonly Rejection[]> = lost;

/** Listens to an app's settings from now on. Whoever logs in next has nothing to do with what is lost here. */
export function keepLostEdits<T extends object>(
  { device }: Pick<Client, 'device'>,
  settings: Pick<Settings<T>, 'rejected'>,
): void {
  if (watched.has(settings)) return;
  watched.add(settings);
  settings.rejected.subscribe((it) => {
    // Of a device that is logged in still, edits go because its person chose so: by logging out, or as another one.
    if (it.code !== 'unauthenticated' || device.get() !== null) return;
    lost.set([...lost.get().filter(({ key }) => key !== it.key), it]);
  });
  device.subscribe(() => {
    if (device.get() !== null) lost.set([]);
  });
}

/** The same, shown. */
export function useLostEdits(): readonly Rejection[] {
  return useReadable(lostEdits, lostEdits.get());
}
