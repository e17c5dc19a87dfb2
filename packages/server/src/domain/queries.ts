/** The registry of queries: pure reads on a view of one moment, run by the store's readers. */
import { utf8Bytes } from '@kith/protocol';
import { activityPage } from './activity.ts';
import { banList, chatDetail, inviteList, memberPage } from './chats/details.ts';
import { discoverChats, invitedTo } from './chats/discover.ts';
import { chatSummaries } from './chats/summaries.ts';
import { devicesIn, userSince } from './device-row.ts';
import { exportPart } from './export.ts';
import { inboxPage } from './inbox.ts';
import { messageHistory } from './messages/history.ts';
import { messagesPage, oneMessage } from './messages/pages.ts';
import { receiptList } from './messages/receipt-list.ts';
import { searchMessages } from './messages/search.ts';
import { reachQueries } from './reach.ts';
import type { Device, Setting, SettingChange, SigningKey, User } from './rows.ts';
import { kindOf } from './settings/address.ts';
import { isTombstone } from './settings/quota.ts';
import { signalQueries } from './signals.ts';
import { snapshotPart } from './snapshot.ts';
import type { Reach, View } from './state.ts';

/** A position in the log. */
export interface Mark {
  readonly offset: number;
  readonly check: string;
}

export const queries = {
  /** Where the log stands. */
  head: (view: View, _: object): Mark & { floor: number } => ({ ...view.head, floor: view.floor }),

  /** Offset of the last event before this time; the floor where there is none. Time never falls along the log. */
  offsetBefore(view: View, { at }: { at: number }): number {
    let [low, high] = [view.floor, view.head.offset];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((view.eventAt(middle)?.at ?? at) < at) low = middle;
      else high = middle - 1;
    }
    return low;
  },

  /** A device with its user, and from where on it reads what that user reads. */
  device(
    view: View,
    { id }: { id: string },
  ): { device: Device; user: User | null; userSince: number } | undefined {
    const device = view.get('devices', id);
    return device && { device, user: userOf(view, device), userSince: userSince(view, device) };
  },

  /** The device with this id, else the living one with this name: no name stands before another's id. */
  deviceByName(view: View, { name, folded }: { name: string; folded: string }): Device | undefined {
    return view.get('devices', name) ?? view.find('devices', 'byName', folded);
  },

  /** The devices that are in a user. */
  devicesOf: (view: View, { user }: { user: string }): readonly Device[] => devicesIn(view, user),

  user: (view: View, { id }: { id: string }): User | undefined => view.get('users', id),

  userByHandle: (view: View, { handle }: { handle: string }): User | undefined =>
    view.find('users', 'byHandle', handle),

  /** The first users by id, without those who are deleted. */
  users: (view: View, { limit }: { limit: number }): readonly User[] =>
    view.list('users', 'all', [], { limit }).filter(({ deletedAt }) => deletedAt === null),

  signingKeys: (view: View, _: object): readonly SigningKey[] => view.list('signingKeys', 'all', []),

  /**
   * The settings of an app that a device may read and that show something, with the position that they stand at;
   * `scope`: only of that one.
   */
  settings(
    view: View,
    { user, app, device, scope }: { user: string; app: string; device: string; scope?: string | undefined },
  ): {
    settings: readonly Setting[];
    head: Mark;
  } {
    const rows =
      scope === undefined
        ? view.list('settings', 'byApp', [user, app])
        : view.list('settings', 'byScope', [user, app, scope]);
    const shown = rows.filter((row) => !isTombstone(row) && kindOf(row.scope, device) !== undefined);
    return { settings: shown, head: view.head };
  },

  /** The history of a setting, newest first: entries before a number, cut at `bytesMax` (one entry at least). */
  settingHistory(
    view: View,
    request: { user: string; app: string; scope: string; key: string; before?: number; bytesMax: number },
  ): { changes: readonly SettingChange[]; more: boolean } {
    const { user, app, scope, key, bytesMax } = request;
    const setting = [user, app, scope, key];
    const changes: SettingChange[] = [];
    let bytes = 0;
    for (let before = request.before ?? Number.MAX_SAFE_INTEGER; ; ) {
      // A few at a time: what is beyond the cut is not read.
      const page = { limit: historyRows, after: [...setting, before], descending: true } as const;
      const rows = view.list('settingChanges', 'bySetting', setting, page);
      for (const row of rows) {
        bytes += utf8Bytes(row.old ?? '') + utf8Bytes(row.new ?? '') + 2 * utf8Bytes(key) + entryBytes;
        if (bytes > bytesMax && changes.length > 0) return { changes, more: true };
        changes.push(row);
        before = row.number;
      }
      if (rows.length < historyRows) return { changes, more: false };
    }
  },

  /** Events of these reaches after an offset, up to the head of the same moment. */
  delta(
    view: View,
    request: { reach: readonly Reach[]; after: number; limit: number; bytesMax: number },
  ): ReturnType<View['events']> & { head: Mark; floor: number } {
    return { ...view.events({ ...request, upTo: view.head.offset }), head: view.head, floor: view.floor };
  },

  /** Events of these reaches, as `View.events`. */
  page: (
    view: View,
    request: Parameters<View['events']>[0],
  ): ReturnType<View['events']> & { floor: number } => ({
    ...view.events(request),
    floor: view.floor,
  }),

  ...reachQueries,

  ...signalQueries,

  snapshot: snapshotPart,

  chats: chatSummaries,
  chat: chatDetail,
  members: memberPage,
  bans: banList,
  chatInvites: inviteList,
  invited: invitedTo,
  discover: discoverChats,

  messages: messagesPage,
  message: oneMessage,
  messageHistory,
  search: searchMessages,
  receipts: receiptList,

  inbox: inboxPage,
  activity: activityPage,
  export: exportPart,
};

function userOf(view: View, device: Readonly<Device>): User | null {
  return device.userId === null ? null : (view.get('users', device.userId) ?? null);
}

/** About what an entry in a history takes besides its key and values. */
const entryBytes = 250;

/** Entries of a history that are looked up at once. */
const historyRows = 8;

export type QueryName = keyof typeof queries;
export type QueryParams<Q extends QueryName> = Parameters<(typeof queries)[Q]>[1];
export type QueryResult<Q extends QueryName> = ReturnType<(typeof queries)[Q]>;
