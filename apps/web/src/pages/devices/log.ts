/** The security log: what the user's topic told, as lines of who did what. */
import type { Activity, Device } from '@kith/client';

/** As much of an event as a line needs. */
export type Happened = Activity['events'][number] & { readonly topic: string };

/** An approval is told by the device that joined. */
export const happenings = [
  'device.joined',
  'device.left',
  'device.revoked',
  'device.renamed',
  'session.reused',
  'link.created',
  'link.redeemed',
  'link.denied',
  'link.expired',
  'recovery.created',
] as const;

export interface Line {
  readonly key: string;
  readonly at: number;
  readonly what: (typeof happenings)[number] | 'link.withdrawn';
  /** The device that it happened to; null: none is meant. */
  readonly device: string | null;
  /** The device that did it; null: none did, or it is not known. */
  readonly by: string | null;
}

interface Said {
  readonly device?: { readonly id?: string; readonly label?: string; readonly name?: string };
  readonly by?: string | null;
  readonly link?: string;
}

/** The newest first. */
export function linesOf(events: readonly Happened[], devices: readonly Device[]): readonly Line[] {
  const labels = new Map<string, string>();
  const askers = new Map<string, string>();
  for (const { data } of events) {
    const { device, link } = data as Said;
    if (device?.id !== undefined && device.label !== undefined) labels.set(device.id, device.label);
    if (link !== undefined && device?.name !== undefined) askers.set(link, device.name);
  }
  for (const { id, label } of devices) labels.set(id, label);
  const labelOf = (id: string | null | undefined) =>
    typeof id === 'string' ? (labels.get(id) ?? null) : null;
  const lines = events.flatMap(({ topic, seq, at, type, actor, data }): Line[] => {
    // Whoever is in no user can only take back what it asked for.
    const isWithdrawn = type === 'link.denied' && actor.user === null;
    const what = isWithdrawn ? 'link.withdrawn' : happenings.find((it) => it === type);
    // A device's own topic tells much of it once more.
    if (what === undefined || !topic.startsWith('user:')) return [];
    const { device, by = actor.device, link } = data as Said;
    const asker = link === undefined ? undefined : askers.get(link);
    const name = device?.label ?? device?.name ?? asker ?? null;
    const isByItself = isWithdrawn || (device?.id !== undefined && by === device.id);
    return [{ key: `${topic} ${seq}`, at, what, device: name, by: isByItself ? null : labelOf(by) }];
  });
  return lines.reverse();
}
