/** The state of Kith as rows: what each table holds, by which key, and how it may be looked up. */
import type { ChatKind, ChatRole } from '@kith/protocol';

/** A device: a principal with its own credential. */
export interface Device {
  id: string;
  /** Login name as given. */
  name: string;
  /** Folded name, unique while the device lives; null once it is revoked, so that the name is free again. */
  nameFolded: string | null;
  label: string;
  platform: string | null;
  /** Encoded hash of its password or secret; says itself which. */
  credential: string;
  /** The user that it is in; null before it joins, once it left and once it is revoked. */
  userId: string | null;
  /** Bumped by everything that must kill its access tokens. */
  gen: number;
  createdAt: number;
  joinedAt: number | null;
  lastSeenAt: number | null;
  linkedBy: string | null;
  quarantineUntil: number | null;
  /** Seq, in its own device topic, of the last change of its user; 0: never. Cursors before it are reset. */
  userSeq: number;
  revokedAt: number | null;
  /** Label of the device that revoked it, or null when the server did. */
  revokedBy: string | null;
  /** The user that it was revoked from. */
  revokedFrom: string | null;
}

/** A user: durable owner of settings and chats. */
export interface User {
  id: string;
  /** Folded and unique. */
  handle: string;
  displayName: string | null;
  createdAt: number;
  /** When the person ended it; its handle is free again then. */
  deletedAt: number | null;
}

/** A session: the one refresh family of a device. */
export interface Session {
  id: string;
  deviceId: string;
  /** Number of the newest refresh token that was issued. */
  counter: number;
  /** Random part of what its tokens are derived from. */
  salt: string;
  createdAt: number;
  usedAt: number;
}

/** A link: one try of one device to join a user. */
export interface Link {
  id: string;
  userId: string;
  /** Keyed hash of user and code. */
  codeHash: string;
  createdBy: string;
  createdAt: number;
  expiresAt: number;
  state: 'created' | 'redeemed' | 'approved' | 'denied' | 'expired';
  /** Coarse network of the device that made it. */
  network: string | null;
  redeemedBy: string | null;
  /** The seq of the `link.redeemed` that told it to the user. */
  redeemedSeq: number | null;
  /** What the redeeming device shows, 10 to 99. */
  number: string | null;
  /** Wrong numbers so far; the third kills it. */
  wrong: number;
}

/** A recovery code, as a hash. Used ones are removed. */
export interface RecoveryCode {
  hash: string;
  userId: string;
  createdAt: number;
  /** Null: does not expire. */
  expiresAt: number | null;
}

/** An invite, where registration is by invite. */
export interface Invite {
  hash: string;
  createdAt: number;
  expiresAt: number;
}

/** A row that must be looked at again at some time; of one kind, the earliest come first. */
export interface Deadline {
  kind: 'device' | 'link' | 'invite' | 'receipt' | 'chat' | 'user';
  at: number;
  /** Key of that row. */
  id: string;
}

/** A setting of a user, or its tombstone. */
export interface Setting {
  userId: string;
  app: string;
  scope: string;
  key: string;
  /** JSON text; null: unset. */
  value: string | null;
  /** Seq, in the user's topic, of its last change. */
  rev: number;
  /** When that change was made by the person, on the server's line. */
  editedAt: number;
  /** When the server took it. */
  at: number;
  deviceId: string | null;
  /** Id of the op that wrote it, for `after`. */
  op: string | null;
  /** Numbers of the oldest and newest entry of its history; where it has none, the first is the one after the last. */
  firstChange: number;
  lastChange: number;
}

/** One entry of a setting's history; edits that lost are entries too. */
export interface SettingChange {
  userId: string;
  app: string;
  scope: string;
  key: string;
  /** Position in the history of this setting, from 1. */
  number: number;
  /** Value before; null: unset. */
  old: string | null;
  /** Value of this edit; null: unset. */
  new: string | null;
  /** Rev of the edit, or of the last one of a gesture; null: the edit lost. */
  rev: number | null;
  at: number;
  editedAt: number;
  deviceId: string | null;
  gesture: string | null;
  cause: 'edit' | 'restore' | 'superseded';
}

/** How much of its quota a user's settings take; absent: nothing. */
export interface SettingUsage {
  userId: string;
  keys: number;
  bytes: number;
  /** Settings that are unset and still have a row. */
  tombstones: number;
  /** What all histories take. */
  historyBytes: number;
}

/** The answer of a command that left no event: a refusal for good, or an acceptance that changed nothing. */
export interface Remembered {
  deviceId: string;
  commandId: string;
  digest: string;
  /** The outcome as JSON. */
  outcome: string;
  at: number;
  /** Refusals are forgotten after this time; null: kept as long as the events of that time. */
  expiresAt: number | null;
}

/** A signing key of access tokens; `jwk` is sealed by the server's secret. */
export interface SigningKey {
  kid: string;
  jwk: string;
  createdAt: number;
  retiredAt: number | null;
}

/** A chat. */
export interface Chat {
  id: string;
  kind: ChatKind;
  title: string | null;
  purpose: string | null;
  history: 'all' | 'joined';
  /** 1: a channel that people find by themselves. */
  listed: 0 | 1;
  /** Of a direct chat: its two users, in order, with a space between; else null. */
  pair: string | null;
  createdAt: number;
  createdBy: string;
  memberCount: number;
  /** It has no members and takes nothing any more. */
  deletedAt: number | null;
}

/** A member of a chat; the row is there as long as the user is in. */
export interface Member {
  chatId: string;
  userId: string;
  role: ChatRole;
  /** Seq of the `member.joined` that began it. */
  since: number;
  joinedAt: number;
  /** 1: a stranger began this direct chat, and the user has yet to accept. */
  request: 0 | 1;
  /** Read up to here. */
  read: number;
  /** The read position that others were last told, and when. */
  shown: number;
  shownAt: number;
}

/** One stay of a user in a chat: what of its topic the user reads, both ends included. */
export interface Stay {
  userId: string;
  chatId: string;
  /** Seq of the `member.joined`. */
  from: number;
  /** Seq of the last event: the `member.left`, or the `chat.deleted`; null while the user is in. */
  to: number | null;
}

/** A message as it reads now. Its seq is that of its `message.sent`. */
export interface Message {
  chatId: string;
  seq: number;
  id: string;
  at: number;
  userId: string;
  deviceId: string | null;
  /** Null: deleted. */
  text: string | null;
  /** Seq of the message that it answers. */
  replyTo: number | null;
  /** JSON: ids of users, and `all`; null: nobody. */
  mentions: string | null;
  editedAt: number | null;
  deletedAt: number | null;
  deletedBy: string | null;
  /** 1 until it is deleted: what is counted as unread. */
  live: 0 | 1;
}

/** What happened to a chat besides messages: who came and went, names. Kept when the log is trimmed. */
export interface Line {
  chatId: string;
  seq: number;
  at: number;
  type: string;
  /** Whom it is about. */
  userId: string | null;
  /** Who did it. */
  byId: string | null;
  /** JSON: the rest. */
  data: string;
}

/** A reaction of one user to one message. */
export interface Reaction {
  chatId: string;
  seq: number;
  emoji: string;
  userId: string;
  at: number;
}

/** A live message that mentions somebody: a user's id, or `all`. */
export interface Mention {
  chatId: string;
  target: string;
  seq: number;
}

/** What concerns a user: a mention, a reply, a chat that somebody put them into, a request. */
export interface InboxEntry {
  userId: string;
  at: number;
  chatId: string;
  /** Of the message, or of the `member.joined`. */
  seq: number;
  kind: 'mention' | 'reply' | 'added' | 'request';
  byId: string | null;
}

/** Somebody who may not come back to a chat. */
export interface Ban {
  chatId: string;
  userId: string;
  byId: string | null;
  at: number;
}

/** An invite into a chat; its token is kept as a hash. */
export interface ChatInvite {
  id: string;
  hash: string;
  chatId: string;
  byId: string;
  createdAt: number;
  expiresAt: number | null;
  usesLeft: number | null;
}

/** Every table with the type of its rows. */
export interface Tables {
  devices: Device;
  users: User;
  sessions: Session;
  links: Link;
  recoveryCodes: RecoveryCode;
  invites: Invite;
  deadlines: Deadline;
  settings: Setting;
  settingChanges: SettingChange;
  settingUsage: SettingUsage;
  remembered: Remembered;
  signingKeys: SigningKey;
  chats: Chat;
  members: Member;
  stays: Stay;
  messages: Message;
  lines: Line;
  reactions: Reaction;
  mentions: Mention;
  inbox: InboxEntry;
  bans: Ban;
  chatInvites: ChatInvite;
}

export type TableName = keyof Tables;

/** How a table is keyed and looked up; stores build their statements from it. */
export interface TableSpec<Row = unknown> {
  readonly columns: Readonly<Record<keyof Row & string, 'text' | 'integer'>>;
  readonly key: readonly (keyof Row & string)[];
  /** Lookups by other columns: name → columns; rows come in key order. `unique` ones give at most one row. */
  readonly lookups: Readonly<
    Record<string, { readonly by: readonly (keyof Row & string)[]; readonly unique?: true }>
  >;
}

const text = 'text';
const integer = 'integer';

/** The specification of every table. */
export const tableSpecs = {
  devices: {
    columns: {
      id: text,
      name: text,
      nameFolded: text,
      label: text,
      platform: text,
      credential: text,
      userId: text,
      gen: integer,
      createdAt: integer,
      joinedAt: integer,
      lastSeenAt: integer,
      linkedBy: text,
      quarantineUntil: integer,
      userSeq: integer,
      revokedAt: integer,
      revokedBy: text,
      revokedFrom: text,
    },
    key: ['id'],
    lookups: { byName: { by: ['nameFolded'], unique: true }, byUser: { by: ['userId'] } },
  },
  users: {
    columns: { id: text, handle: text, displayName: text, createdAt: integer, deletedAt: integer },
    key: ['id'],
    lookups: { byHandle: { by: ['handle'], unique: true }, all: { by: [] } },
  },
  sessions: {
    columns: { id: text, deviceId: text, counter: integer, salt: text, createdAt: integer, usedAt: integer },
    key: ['id'],
    lookups: { byDevice: { by: ['deviceId'], unique: true } },
  },
  links: {
    columns: {
      id: text,
      userId: text,
      codeHash: text,
      createdBy: text,
      createdAt: integer,
      expiresAt: integer,
      state: text,
      network: text,
      redeemedBy: text,
      redeemedSeq: integer,
      number: text,
      wrong: integer,
    },
    key: ['id'],
    lookups: {
      byCode: { by: ['codeHash'], unique: true },
      byUser: { by: ['userId', 'state'] },
      byRedeemer: { by: ['redeemedBy', 'state'] },
    },
  },
  recoveryCodes: {
    columns: { hash: text, userId: text, createdAt: integer, expiresAt: integer },
    key: ['hash'],
    lookups: { byUser: { by: ['userId'] } },
  },
  invites: { columns: { hash: text, createdAt: integer, expiresAt: integer }, key: ['hash'], lookups: {} },
  deadlines: {
    columns: { kind: text, at: integer, id: text },
    key: ['kind', 'at', 'id'],
    lookups: { byKind: { by: ['kind'] } },
  },
  settings: {
    columns: {
      userId: text,
      app: text,
      scope: text,
      key: text,
      value: text,
      rev: integer,
      editedAt: integer,
      at: integer,
      deviceId: text,
      op: text,
      firstChange: integer,
      lastChange: integer,
    },
    key: ['userId', 'app', 'scope', 'key'],
    lookups: {
      byUser: { by: ['userId'] },
      byApp: { by: ['userId', 'app'] },
      byScope: { by: ['userId', 'app', 'scope'] },
    },
  },
  settingChanges: {
    columns: {
      userId: text,
      app: text,
      scope: text,
      key: text,
      number: integer,
      old: text,
      new: text,
      rev: integer,
      at: integer,
      editedAt: integer,
      deviceId: text,
      gesture: text,
      cause: text,
    },
    key: ['userId', 'app', 'scope', 'key', 'number'],
    lookups: {
      bySetting: { by: ['userId', 'app', 'scope', 'key'] },
    },
  },
  settingUsage: {
    columns: { userId: text, keys: integer, bytes: integer, tombstones: integer, historyBytes: integer },
    key: ['userId'],
    lookups: {},
  },
  remembered: {
    columns: {
      deviceId: text,
      commandId: text,
      digest: text,
      outcome: text,
      at: integer,
      expiresAt: integer,
    },
    key: ['deviceId', 'commandId'],
    lookups: {},
  },
  signingKeys: {
    columns: { kid: text, jwk: text, createdAt: integer, retiredAt: integer },
    key: ['kid'],
    lookups: { all: { by: [] } },
  },
  chats: {
    columns: {
      id: text,
      kind: text,
      title: text,
      purpose: text,
      history: text,
      listed: integer,
      pair: text,
      createdAt: integer,
      createdBy: text,
      memberCount: integer,
      deletedAt: integer,
    },
    key: ['id'],
    lookups: { byPair: { by: ['pair'], unique: true }, byListed: { by: ['listed'] } },
  },
  members: {
    columns: {
      chatId: text,
      userId: text,
      role: text,
      since: integer,
      joinedAt: integer,
      request: integer,
      read: integer,
      shown: integer,
      shownAt: integer,
    },
    key: ['chatId', 'userId'],
    lookups: {
      byChat: { by: ['chatId'] },
      byUser: { by: ['userId'] },
      byRole: { by: ['chatId', 'role'] },
    },
  },
  stays: {
    columns: { userId: text, chatId: text, from: integer, to: integer },
    key: ['userId', 'chatId', 'from'],
    lookups: { byUser: { by: ['userId'] }, byChat: { by: ['userId', 'chatId'] } },
  },
  messages: {
    columns: {
      chatId: text,
      seq: integer,
      id: text,
      at: integer,
      userId: text,
      deviceId: text,
      text: text,
      replyTo: integer,
      mentions: text,
      editedAt: integer,
      deletedAt: integer,
      deletedBy: text,
      live: integer,
    },
    key: ['chatId', 'seq'],
    lookups: {
      byId: { by: ['id'], unique: true },
      byChat: { by: ['chatId'] },
      byReply: { by: ['chatId', 'replyTo'] },
      byLive: { by: ['chatId', 'live'] },
      byAuthor: { by: ['chatId', 'live', 'userId'] },
      byUser: { by: ['userId', 'live'] },
    },
  },
  lines: {
    columns: { chatId: text, seq: integer, at: integer, type: text, userId: text, byId: text, data: text },
    key: ['chatId', 'seq'],
    lookups: { byChat: { by: ['chatId'] } },
  },
  reactions: {
    columns: { chatId: text, seq: integer, emoji: text, userId: text, at: integer },
    key: ['chatId', 'seq', 'emoji', 'userId'],
    lookups: {
      byMessage: { by: ['chatId', 'seq'] },
      byEmoji: { by: ['chatId', 'seq', 'emoji'] },
      byUser: { by: ['userId'] },
    },
  },
  mentions: {
    columns: { chatId: text, target: text, seq: integer },
    key: ['chatId', 'target', 'seq'],
    lookups: { byTarget: { by: ['chatId', 'target'] }, byMessage: { by: ['chatId', 'seq'] } },
  },
  inbox: {
    columns: { userId: text, at: integer, chatId: text, seq: integer, kind: text, byId: text },
    key: ['userId', 'at', 'chatId', 'seq'],
    lookups: { byUser: { by: ['userId'] }, byMessage: { by: ['chatId', 'seq'] } },
  },
  bans: {
    columns: { chatId: text, userId: text, byId: text, at: integer },
    key: ['chatId', 'userId'],
    lookups: { byChat: { by: ['chatId'] }, byUser: { by: ['userId'] } },
  },
  chatInvites: {
    columns: {
      id: text,
      hash: text,
      chatId: text,
      byId: text,
      createdAt: integer,
      expiresAt: integer,
      usesLeft: integer,
    },
    key: ['id'],
    lookups: { byHash: { by: ['hash'], unique: true }, byChat: { by: ['chatId'] } },
  },
} as const satisfies { readonly [T in TableName]: TableSpec<Tables[T]> };

/** Names of the lookups of a table. */
export type LookupName<T extends TableName> = keyof (typeof tableSpecs)[T]['lookups'] & string;

/** A column's value where it is part of a key or lookup. */
export type KeyPart = string | number;
