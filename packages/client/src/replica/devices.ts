/** The devices of the user, as snapshots, events and signals tell them. */
import type { EventData, Result, SignalData, Snapshot } from '@kith/protocol';
import { kept } from '../same.ts';

type Entry = Snapshot['devices'][number];

/** A device of the user. Times are ms since 1970 by the server's clock. */
export interface Device {
  readonly id: string;
  /** The login name, unique on the server. */
  readonly name: string;
  /** What people see; the name until it is renamed. */
  readonly label: string;
  readonly platform: string | null;
  readonly joinedAt: number | null;
  /** When it was last connected; null: never, or not told yet. */
  readonly lastSeenAt: number | null;
  /** Whether it is connected; `presence` says how. */
  readonly online: boolean;
  readonly presence: 'online' | 'away' | 'offline';
  /** Whether it is this very device. */
  readonly current: boolean;
  /** The device that let it in; null: none did. */
  readonly linkedBy: string | null;
  /** Until then it may not approve, revoke or make recovery codes; null: it may. */
  readonly quarantineUntil: number | null;
}

/** An entry of a server of an earlier time says only whether it is connected. */
function presenceOf({ presence, online }: Partial<Entry>): Device['presence'] {
  return presence ?? (online ? 'online' : 'offline');
}

export function fromEntry({ createdAt: _, ...entry }: Entry): Device {
  return { ...entry, presence: presenceOf(entry) };
}

/** A device joined: what the event tells; the rest comes with the next look at the list. */
export function joined(
  devices: readonly Device[],
  { device, by, quarantineUntil = null }: EventData<'device.joined'>,
  at: number,
): readonly Device[] {
  const known = devices.find(({ id }) => id === device.id);
  const fresh: Device = {
    online: false,
    presence: 'offline',
    current: false,
    lastSeenAt: null,
    ...known,
    ...device,
    quarantineUntil,
    joinedAt: at,
    linkedBy: by === device.id ? null : by,
  };
  return known === undefined ? [...devices, fresh] : devices.map((it) => (it === known ? fresh : it));
}

export function gone(devices: readonly Device[], id: string): readonly Device[] {
  return devices.filter((it) => it.id !== id);
}

/** A device has another label, or runs on another platform. */
export function changed(
  devices: readonly Device[],
  { device }: EventData<'device.renamed' | 'device.described'>,
): readonly Device[] {
  return devices.map((it) => (it.id === device.id ? { ...it, ...device } : it));
}

/** A signal told how a device is present. */
export function seen(
  devices: readonly Device[],
  { device, state, lastSeenAt }: SignalData<'presence'>,
): readonly Device[] {
  const known = devices.find(({ id }) => id === device);
  if (known === undefined) return devices;
  const told = { online: state !== 'offline', presence: state, lastSeenAt: lastSeenAt ?? known.lastSeenAt };
  return kept(
    devices,
    devices.map((it) => (it === known ? kept(it, { ...it, ...told }) : it)),
  );
}

/** A look at the list corrects what events do not tell: who is here, and quarantine. Who there is stays. */
export function looked(
  devices: readonly Device[],
  { devices: entries }: Result<'devices.list'>,
): readonly Device[] {
  const found = new Map(entries.map((entry) => [entry.id, entry]));
  const next = devices.map((it) => {
    const entry = found.get(it.id);
    if (entry === undefined) return it;
    const { online, lastSeenAt, quarantineUntil } = entry;
    const presence = presenceOf(entry);
    return kept(it, { ...it, online, presence, lastSeenAt, quarantineUntil });
  });
  return kept(devices, next);
}
