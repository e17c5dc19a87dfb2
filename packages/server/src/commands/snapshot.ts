/** Snapshots: the state of everything that a device may read, in parts, and the cursor that each stands at. */
import { formatCursor, type Position, type ResetReason, type Snapshot } from '@kith/protocol';
import { viewOfSetting } from '../domain/settings/views.ts';
import type { SnapshotPart, SnapshotStart } from '../domain/snapshot.ts';
import { viewOfUser } from '../domain/views.ts';
import { withPresence } from './chat-entries.ts';
import { deviceEntries } from './device-entries.ts';
import type { Means } from './handler.ts';

/** One part of a snapshot, as it goes on the wire. */
export interface Reset {
  readonly reason: ResetReason;
  readonly snapshot: Snapshot;
  /** The position of the snapshot, or where more is to be fetched. */
  readonly cursor: string;
  readonly more: boolean;
  /** Offset that the whole snapshot stands at. */
  readonly offset: number;
}

/** Settings go on behind a rev, up to that of the whole snapshot; chats behind an id. */
const settingsShape = /^s([0-9]{1,15})-([0-9]{1,15})$/;
const chatsShape = /^c([A-Za-z0-9_-]*)$/;

function parsePart(text: string): SnapshotStart | undefined {
  const settings = settingsShape.exec(text);
  if (settings !== null) return { of: 'settings', after: Number(settings[1]), maxRev: Number(settings[2]) };
  const chats = chatsShape.exec(text);
  return chats === null ? undefined : { of: 'chats', after: chats[1] ?? '' };
}

function formatPart(next: NonNullable<SnapshotPart['next']>): string {
  return next.of === 'settings' ? `s${next.after}-${next.maxRev}` : `c${next.after}`;
}

type SnapshotMeans = Pick<Means, 'store' | 'tail' | 'presence' | 'options'>;

/** The first part of a snapshot of now. */
export async function firstPart(means: SnapshotMeans, device: string, reason: ResetReason): Promise<Reset> {
  const read = await readPart(means, device, { of: 'all' });
  return reset(means, device, reason, read, { epoch: means.tail.epoch, ...read.head });
}

/** The part that a cursor with `more` asks for; undefined where it asks for none that there is. */
export async function nextPart(
  means: SnapshotMeans,
  device: string,
  position: Position,
): Promise<Reset | undefined> {
  const start = position.part === undefined ? undefined : parsePart(position.part);
  if (start === undefined) return undefined;
  return reset(means, device, 'more', await readPart(means, device, start), position);
}

function readPart(
  { store, options }: SnapshotMeans,
  device: string,
  start: SnapshotStart,
): Promise<SnapshotPart> {
  const { snapshotBytes: bytesMax, unreadMax } = options.limits;
  return store.read('snapshot', { device, start, bytesMax, unreadMax });
}

function reset(
  { presence }: SnapshotMeans,
  device: string,
  reason: ResetReason,
  read: SnapshotPart,
  { epoch, offset, check }: Position,
): Reset {
  const part = read.next === undefined ? {} : { part: formatPart(read.next) };
  const cursor = formatCursor({ epoch, offset, check, ...part });
  const snapshot: Snapshot = {
    user: read.user === null ? null : viewOfUser(read.user),
    devices: deviceEntries(read.devices, device, presence),
    settings: read.settings.map((row) => ({ app: row.app, ...viewOfSetting(row) })),
    links: [...read.links],
    chats: read.chats.map((chat) => withPresence(chat, presence, read.user?.id)),
    users: [...read.users],
    topics: [...read.topics],
  };
  return { reason, snapshot, cursor, more: read.next !== undefined, offset };
}
