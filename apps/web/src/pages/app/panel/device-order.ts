/** The order of devices in a list: those that are here first, this one at the top, then the last seen. */
import type { Device } from '@kith/client';

type Ordered = Pick<Device, 'online' | 'current' | 'lastSeenAt' | 'label'>;

export function ordered<D extends Ordered>(devices: readonly D[]): readonly D[] {
  return devices.toSorted(
    (a, b) =>
      Number(b.online) - Number(a.online) ||
      Number(b.current) - Number(a.current) ||
      (a.online ? 0 : (b.lastSeenAt ?? 0) - (a.lastSeenAt ?? 0)) ||
      a.label.localeCompare(b.label),
  );
}
