/** The limits of a server: one table that gives defaults, configuration and what `hello` publishes. */

import { usualJsonLimits } from './json-policy.ts';

interface Limit {
  readonly value: number;
  readonly says: string;
}

/** Every limit with its default. Sizes are decoded bytes of UTF-8, rates are a second, times end in `Ms`. */
export const limitTable = {
  frameBytes: { value: 256 * 1024, says: 'largest inbound WebSocket message or HTTP body' },
  textBytes: { value: 16 * 1024, says: 'largest text of a message' },
  jsonDepth: {
    value: usualJsonLimits.jsonDepth,
    says: 'nesting of inbound JSON, counted before it is parsed',
  },
  jsonKeys: { value: usualJsonLimits.jsonKeys, says: 'object members in one inbound JSON object' },
  batch: { value: 100, says: 'calls in one inbound WebSocket array' },
  fragments: { value: 64, says: 'fragments of one inbound WebSocket message' },
  settingValueBytes: { value: 32 * 1024, says: 'one setting value as JSON' },
  settingKeyChars: { value: 128, says: 'length of a setting key' },
  settingKeys: { value: 2_000, says: 'settings of one user over all apps' },
  settingBytes: { value: 1_000_000, says: 'settings of one user, keys and values together' },
  settingOps: { value: 64, says: 'ops in one settings.set' },
  settingHistory: { value: 200, says: 'history entries kept a setting' },
  settingHistoryBytes: { value: 8_000_000, says: 'histories of one user, from which on each keeps less' },
  historyBytes: { value: 256 * 1024, says: 'bytes of entries in one reply of settings.history' },
  userChats: { value: 1_000, says: 'chats that one user is a member of' },
  groupMembers: { value: 1_000, says: 'members of a group, and members in one reply' },
  channelMembers: { value: 10_000, says: 'members of a channel' },
  receiptMembers: { value: 32, says: 'members up to which a chat tells who has read, and who is present' },
  chatInvites: { value: 20, says: 'invites of one chat that are open' },
  chatBans: { value: 1_000, says: 'people who are banned from one chat' },
  mentions: { value: 50, says: 'people whom one message mentions' },
  reactions: { value: 20, says: 'different emoji under one message' },
  unreadMax: { value: 1_000, says: 'how far unread messages and mentions of one chat are counted' },
  pageMessages: { value: 100, says: 'messages in one reply' },
  userDevices: { value: 10, says: 'devices of one user' },
  userSockets: { value: 20, says: 'open sockets and streams of one user' },
  userLinks: { value: 3, says: 'links of one user that wait to be redeemed' },
  sendRate: { value: 10, says: 'durable commands a second and device' },
  sendBurst: { value: 60, says: 'durable commands that a rested device may send at once' },
  settingOpRate: { value: 64, says: 'ops of settings.set a second and device' },
  settingOpBurst: { value: 640, says: 'ops of settings.set that a rested device may send at once' },
  frameRate: { value: 30, says: 'calls of any kind a second and device' },
  frameBurst: { value: 120, says: 'calls that a rested device may send at once' },
  connectRate: { value: 10, says: 'connects a second and IP address' },
  connectBurst: { value: 30, says: 'connects that a rested IP address may make at once' },
  loginFails: { value: 5, says: 'failed logins of one account from one IP address before it must wait' },
  linkGuesses: { value: 5, says: 'wrong link codes of one user, device or IP address before it must wait' },
  outboxEvents: { value: 256, says: 'events waiting for a slow reader before signals are dropped' },
  outboxSoftBytes: { value: 256 * 1024, says: 'bytes waiting for a slow reader before signals are dropped' },
  outboxHardBytes: {
    value: 1024 * 1024,
    says: 'bytes waiting for a slow reader before it is closed with 4408',
  },
  nodeOutboxBytes: { value: 256 * 1024 * 1024, says: 'bytes waiting for all readers of this node' },
  connections: { value: 16_000, says: 'connections of this node, sockets included' },
  pendingSockets: { value: 1_000, says: 'sockets of this node that have not said hello' },
  snapshotBytes: { value: 512 * 1024, says: 'one part of a snapshot' },
  syncEvents: { value: 300, says: 'events in one reply of sync' },
  syncBytes: { value: 256 * 1024, says: 'bytes of events in one reply of sync' },
  helloMs: { value: 10_000, says: 'time to say hello on a new socket' },
  pingMs: { value: 25_000, says: 'time between pings' },
  pongMs: { value: 10_000, says: 'time to answer a ping' },
  cursorMs: { value: 240_000, says: 'time after which an idle connection gets a cursor' },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof limitTable;

/** The limits in force: name → number. */
export type Limits = Readonly<Record<LimitName, number>>;

/** The limits as the table has them. */
export const defaultLimits: Limits = Object.fromEntries(
  Object.entries(limitTable).map(([name, { value }]) => [name, value]),
) as Record<LimitName, number>;
