/** Devices as lists and snapshots show them: the row, and who is here now. */
import type { Result } from '@kith/protocol';
import type { Device } from '../domain/rows.ts';
import type { KnownDevice } from '../hub/directory.ts';
import type { Presence } from '../hub/presence.ts';
import type { Means } from './handler.ts';

type Entry = Result<'devices.list'>['devices'][number];

/** The devices that this device may see: its own first, then those that are online, then by last seen. */
export async function viewDevices(
  { store, presence }: Pick<Means, 'store' | 'presence'>,
  device: KnownDevice,
): Promise<Entry[]> {
  const rows =
    device.user === null
      ? [(await store.read('device', { id: device.id }))?.device].filter((row) => row !== undefined)
      : await store.read('devicesOf', { user: device.user.id });
  return deviceEntries(rows, device.id, presence);
}

/** The entries of these rows, in the order of a list. */
export function deviceEntries(rows: readonly Device[], current: string, presence: Presence): Entry[] {
  return rows.map((row) => deviceEntry(row, current, presence)).sort(byNearness);
}

function deviceEntry(row: Device, current: string, presence: Presence): Entry {
  const { id, name, label, platform, createdAt, joinedAt, lastSeenAt, linkedBy, quarantineUntil } = row;
  const shown = presence.shown(id);
  const known = { id, name, label, platform, createdAt, joinedAt, lastSeenAt, linkedBy, quarantineUntil };
  return { ...known, online: shown !== 'offline', presence: shown, current: id === current };
}

function byNearness(a: Entry, b: Entry): number {
  if (a.current !== b.current) return a.current ? -1 : 1;
  if (a.online !== b.online) return a.online ? -1 : 1;
  return (b.lastSeenAt ?? b.createdAt) - (a.lastSeenAt ?? a.createdAt);
}
