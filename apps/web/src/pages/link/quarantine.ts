/** The quarantine of this device: how long it may not let others in, and which devices may. */
import type { Device } from '@kith/client';
import { useDevices, useKith } from '@kith/client/react';

export interface Quarantine {
  /** ms since 1970, server's clock. */
  readonly until: number;
  /** The devices that may approve meanwhile. */
  readonly others: readonly Device[];
}

/** null: this device may approve. */
export function useQuarantine(): Quarantine | null {
  const kith = useKith();
  return quarantineOf(useDevices(), kith.serverNow());
}

export function quarantineOf(devices: readonly Device[], now: number): Quarantine | null {
  const isHeld = ({ quarantineUntil }: Device) => quarantineUntil !== null && now < quarantineUntil;
  const until = devices.find(({ current }) => current)?.quarantineUntil;
  if (until === null || until === undefined || until <= now) return null;
  return { until, others: devices.filter((it) => !it.current && !isHeld(it)) };
}
