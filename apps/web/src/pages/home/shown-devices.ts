/** Which of the devices home shows, and in which order: this one, then those that are there, then by name. */
import type { Device } from '@kith/client';

const shownMax = 5;

export interface ShownDevices {
  readonly shown: readonly Device[];
  /** So many are not shown. */
  readonly more: number;
}

export function shownFirst(devices: readonly Device[]): ShownDevices {
  const sorted = devices.toSorted(
    (a, b) =>
      Number(b.current) - Number(a.current) ||
      Number(b.online) - Number(a.online) ||
      a.label.localeCompare(b.label),
  );
  return { shown: sorted.slice(0, shownMax), more: Math.max(0, devices.length - shownMax) };
}
