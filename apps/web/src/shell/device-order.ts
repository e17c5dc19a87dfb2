/** The order of devices in every list: this one, then those that are here by label, then those that were seen last. */
import type { Device } from '@kith/client';

/** Sorted anew; devices that are equal keep their order. */
export function ordered(devices: readonly Device[]): readonly Device[] {
  return devices.toSorted((a, b) => rank(a) - rank(b) || seenAt(b) - seenAt(a) || byLabel(a, b));
}

function rank({ current, online }: Device): number {
  return current ? 0 : online ? 1 : 2;
}

/** All that are here are seen now: their order does not change with each sign of life. */
function seenAt({ online, lastSeenAt, joinedAt }: Device): number {
  return online ? 0 : (lastSeenAt ?? joinedAt ?? 0);
}

const collator = new Intl.Collator(undefined, { numeric: true });

function byLabel(a: Device, b: Device): number {
  return collator.compare(a.label, b.label);
}
