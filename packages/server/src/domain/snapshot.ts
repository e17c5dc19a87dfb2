/** Snapshots: the state of everything that a device may read, settings first, then chats, in parts of some size. */
import { chatTopic, deviceTopic, type EventData, type Topic, userTopic, utf8Bytes } from '@kith/protocol';
import { type SummaryPage, summariesOf } from './chats/summaries.ts';
import { devicesIn } from './device-row.ts';
import type { Device, Setting, User } from './rows.ts';
import { isTombstone } from './settings/quota.ts';
import { contestedIn } from './settings/views.ts';
import type { View } from './state.ts';

/** Where a part begins: at the start, behind a setting, or behind a chat. */
export type SnapshotStart =
  | { readonly of: 'all' }
  | { readonly of: 'settings'; readonly after: number; readonly maxRev: number }
  | { readonly of: 'chats'; readonly after: string };

export interface SnapshotRequest {
  readonly device: string;
  readonly start: SnapshotStart;
  readonly bytesMax: number;
  readonly unreadMax: number;
}

/** One part of a snapshot. */
export interface SnapshotPart extends Pick<SummaryPage, 'chats' | 'users'> {
  readonly head: View['head'];
  readonly user: User | null;
  readonly devices: readonly Device[];
  readonly links: readonly WaitingLink[];
  readonly settings: readonly Setting[];
  readonly topics: readonly { topic: Topic; seq: number }[];
  /** Where the next part begins, where there is one. */
  readonly next?: Exclude<SnapshotStart, { of: 'all' }>;
}

/** A link that was redeemed and not answered: what its event says, and when that was. */
export type WaitingLink = EventData<'link.redeemed'> & { readonly at: number };

/** About what a setting takes besides its key and value. */
const settingBytes = 250;

/** About what the largest summary of a chat takes. */
const summaryBytes = 4_096;

/**
 * One part of the state of everything that a device may read.
 *
 * Settings come in the order of their revs; later parts leave out what changed since the first, because the events
 * that follow the snapshot bring it. Chats come by id, each as it is at the moment of its part, with the seq that
 * it has then: events up to that seq are in it already [R6].
 */
export function snapshotPart(view: View, request: SnapshotRequest): SnapshotPart {
  const { start, bytesMax } = request;
  const device = view.get('devices', request.device);
  const user = device?.userId == null ? null : (view.get('users', device.userId) ?? null);
  const opening = start.of === 'all' ? openingOf(view, request.device, user) : noOpening;
  const part = { head: view.head, user, ...opening };
  if (user === null) return { ...part, settings: [], chats: [], users: [] };
  const { settings, bytes, after } = settingsOf(view, user.id, request);
  if (after !== undefined) return { ...part, settings, chats: [], users: [], next: after };
  const chats = chatsOf(view, user.id, { ...request, bytesMax: bytesMax - bytes });
  return { ...part, ...chats, settings, topics: [...opening.topics, ...chats.topics] };
}

type Opening = Pick<SnapshotPart, 'devices' | 'links' | 'topics'>;

const noOpening: Opening = { devices: [], links: [], topics: [] };

/** What only the first part has. */
function openingOf(view: View, device: string, user: User | null): Opening {
  const topics = [deviceTopic(device), ...(user === null ? [] : [userTopic(user.id)])];
  const own = view.get('devices', device);
  return {
    devices: user !== null ? devicesIn(view, user.id) : own === undefined ? [] : [own],
    links: user === null ? [] : waitingLinks(view, user.id),
    topics: topics.map((topic) => ({ topic, seq: view.seq(topic) })),
  };
}

/** By the events that told them, so that a snapshot says what its reader would have heard. */
function waitingLinks(view: View, user: string): WaitingLink[] {
  return view
    .list('links', 'byUser', [user, 'redeemed'])
    .flatMap(({ redeemedSeq }) => view.eventOf(userTopic(user), redeemedSeq ?? 0) ?? [])
    .sort((a, b) => a.offset - b.offset)
    .map(({ data, at }) => ({ ...(JSON.parse(data) as EventData<'link.redeemed'>), at }));
}

/** The settings of a part, about what they take, and where further ones begin. */
function settingsOf(
  view: View,
  user: string,
  { start, bytesMax }: SnapshotRequest,
): { settings: Setting[]; bytes: number; after?: SnapshotStart & { of: 'settings' } } {
  const settings: Setting[] = [];
  let bytes = 0;
  if (start.of === 'chats') return { settings, bytes };
  const { after, maxRev } = start.of === 'settings' ? start : { after: 0, maxRev: view.seq(userTopic(user)) };
  const rows = view
    .list('settings', 'byUser', [user])
    .filter((row) => !isTombstone(row) && row.rev > after && row.rev <= maxRev)
    .sort((a, b) => a.rev - b.rev);
  for (const row of rows) {
    const size = utf8Bytes(row.value ?? '') + utf8Bytes(row.key) + settingBytes + contestedBytes(row);
    const last = settings.at(-1);
    if (bytes + size > bytesMax && last !== undefined)
      return { settings, bytes, after: { of: 'settings', after: last.rev, maxRev } };
    bytes += size;
    settings.push(row);
  }
  return { settings, bytes };
}

/** Few settings have any, and then it may be most of what they take. */
function contestedBytes(row: Setting): number {
  return row.contested === null ? 0 : utf8Bytes(JSON.stringify(contestedIn(row)));
}

/** The chats of a part. */
function chatsOf(
  view: View,
  user: string,
  { start, bytesMax, unreadMax }: SnapshotRequest,
): Pick<SnapshotPart, 'chats' | 'users' | 'topics' | 'next'> {
  const after = start.of === 'chats' ? start.after : '';
  // A page has one chat at least: it is not begun where none may fit.
  const isFull = start.of !== 'chats' && bytesMax < summaryBytes;
  const page = isFull
    ? { chats: [], users: [], more: view.count('members', 'byUser', [user], { limit: 1 }) > 0 }
    : summariesOf(view, user, { after, bytesMax, unreadMax });
  return {
    chats: page.chats,
    users: page.users,
    topics: page.chats.map(({ id, seq }) => ({ topic: chatTopic(id), seq })),
    ...(page.more ? { next: { of: 'chats', after: page.chats.at(-1)?.id ?? after } } : {}),
  };
}
