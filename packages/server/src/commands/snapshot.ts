/** Snapshots: the state of everything that a device may read, in parts, and the cursor that each stands at. */
import {
  formatCursor,
  type Json,
  type Position,
  type ResetReason,
  type Snapshot,
  userTopic,
} from '@kith/protocol';
import type { SnapshotPart } from '../domain/queries.ts';
import type { Setting } from '../domain/rows.ts';
import { viewOfUser } from '../domain/views.ts';
import { deviceEntries } from './device-entries.ts';
import type { Means } from './handler.ts';
import { settingEntry } from './handlers/settings.ts';

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

/** Where the next part of a snapshot begins: the last rev of this one, and the last rev of the whole. */
interface Part {
  readonly after: number;
  readonly maxRev: number;
}

const partShape = /^s([0-9]{1,15})-([0-9]{1,15})$/;

function parsePart(text: string): Part | undefined {
  const match = partShape.exec(text);
  return match === null ? undefined : { after: Number(match[1]), maxRev: Number(match[2]) };
}

type SnapshotMeans = Pick<Means, 'store' | 'tail' | 'presence' | 'options'>;

/** The first part of a snapshot of now. */
export async function firstPart(means: SnapshotMeans, device: string, reason: ResetReason): Promise<Reset> {
  const bytesMax = means.options.limits.snapshotBytes;
  const read = await means.store.read('snapshot', { device, bytesMax });
  const topic = read.user === null ? undefined : userTopic(read.user.id);
  const maxRev = read.topics.find((entry) => entry.topic === topic)?.seq ?? 0;
  return reset(means, device, reason, read, { epoch: means.tail.epoch, ...read.head }, maxRev);
}

/** The part that a cursor with `more` asks for; undefined where it asks for none that there is. */
export async function nextPart(
  means: SnapshotMeans,
  device: string,
  position: Position,
): Promise<Reset | undefined> {
  const part = position.part === undefined ? undefined : parsePart(position.part);
  if (part === undefined) return undefined;
  const bytesMax = means.options.limits.snapshotBytes;
  const read = await means.store.read('snapshot', { device, bytesMax, ...part });
  return reset(means, device, 'more', read, position, part.maxRev);
}

function reset(
  { presence }: SnapshotMeans,
  device: string,
  reason: ResetReason,
  read: SnapshotPart,
  { epoch, offset, check }: Position,
  maxRev: number,
): Reset {
  const part = read.next === undefined ? {} : { part: `s${read.next}-${maxRev}` };
  const cursor = formatCursor({ epoch, offset, check, ...part });
  const snapshot: Snapshot = {
    user: read.user === null ? null : viewOfUser(read.user),
    devices: deviceEntries(read.devices, device, presence),
    settings: read.settings.map(appEntry),
    links: [...read.links],
    chats: [],
    topics: [...read.topics],
  };
  return { reason, snapshot, cursor, more: read.next !== undefined, offset };
}

function appEntry(row: Setting): Snapshot['settings'][number] & { value: Json } {
  return { app: row.app, ...settingEntry(row), value: JSON.parse(row.value ?? 'null') as Json };
}
