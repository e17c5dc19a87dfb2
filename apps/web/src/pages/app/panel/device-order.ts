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

/** Those that had a place keep it; whoever is new comes after them. */
export function inPlace<D extends { readonly id: string }>(
  devices: readonly D[],
  places: readonly string[],
): readonly D[] {
  const placeOf = ({ id }: D) => (places.includes(id) ? places.indexOf(id) : places.length);
  return devices.toSorted((a, b) => placeOf(a) - placeOf(b));
}
