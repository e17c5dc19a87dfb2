/** Which of the devices home shows. */
import type { Device } from '@kith/client';
import { ordered } from '../../shell/device-order.ts';

const shownMax = 5;

export interface ShownDevices {
  readonly shown: readonly Device[];
  /** So many are not shown. */
  readonly more: number;
}

export function shownFirst(devices: readonly Device[]): ShownDevices {
  return { shown: ordered(devices).slice(0, shownMax), more: Math.max(0, devices.length - shownMax) };
}
