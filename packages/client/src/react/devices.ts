/** The devices of the user, and whether one is there. */
import { useMemo } from 'react';
import type { PresenceState } from '../own-presence.ts';
import type { Device } from '../replica/devices.ts';
import { useKith } from './provider.ts';
import { itself, useReadable } from './readable.ts';

const none: readonly Device[] = [];

/** The devices of the user, live; none at build. `useDevices((all) => all.length)` renders less often. */
export function useDevices(): readonly Device[];
export function useDevices<S>(select: (devices: readonly Device[]) => S): S;
export function useDevices(select: (devices: readonly Device[]) => unknown = itself): unknown {
  return useReadable(useKith().devices, none, select);
}

/** Whether a device is there. */
export interface Presence {
  readonly presence: Device['presence'];
  /** When it was last connected: ms since 1970, server's clock; null: never, or not told. */
  readonly lastSeenAt: number | null;
}

/** How this very device is there, and how to change that. */
export interface OwnPresence extends Presence {
  /** How it wants to be seen, which only the own device knows: an invisible one shows as offline. */
  readonly chosen: PresenceState;
  /** Shows this device as it says to others, while it is connected. */
  readonly set: (state: PresenceState) => Promise<void>;
}

/** How a device is there, by default this one; `offline` where it is not known, and at build. */
export function usePresence(): OwnPresence;
export function usePresence(device: string): Presence;
export function usePresence(device?: string): OwnPresence {
  const { presence: own, setPresence: set } = useKith();
  const chosen = useReadable(own, 'online');
  const find = (devices: readonly Device[]) =>
    devices.find(({ id, current }) => (device === undefined ? current : id === device));
  const presence = useDevices((devices) => find(devices)?.presence ?? 'offline');
  const lastSeenAt = useDevices((devices) => find(devices)?.lastSeenAt ?? null);
  return useMemo(() => ({ presence, lastSeenAt, chosen, set }), [presence, lastSeenAt, chosen, set]);
}
