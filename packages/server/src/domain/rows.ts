/** The state of Kith as rows: what each table holds, by which key, and how it may be looked up. */

import {
  type Ban,
  type Chat,
  type ChatInvite,
  chatsTables,
  type Line,
  type Member,
  type Stay,
} from './rows/chats.ts';
import {
  type AppRecord,
  type Deadline,
  keepingTables,
  type Remembered,
  type SigningKey,
} from './rows/keeping.ts';
import {
  type InboxEntry,
  type Mention,
  type Message,
  messagesTables,
  type Reaction,
} from './rows/messages.ts';
import {
  type Device,
  type Invite,
  type Link,
  peopleTables,
  type RecoveryCode,
  type Session,
  type User,
} from './rows/people.ts';
import { type Setting, type SettingChange, type SettingUsage, settingsTables } from './rows/settings.ts';

export type { Ban, Chat, ChatInvite, Line, Member, Stay } from './rows/chats.ts';
export type { AppRecord, Deadline, Remembered, SigningKey } from './rows/keeping.ts';
export type { InboxEntry, Mention, Message, Reaction } from './rows/messages.ts';
export type { Device, Invite, Link, RecoveryCode, Session, User } from './rows/people.ts';
export type { Setting, SettingChange, SettingUsage } from './rows/settings.ts';
export { type KeyPart, lastOfKey, openKey, type TableSpec } from './rows/spec.ts';

/** Every table with the type of its rows. */
export interface Tables {
  devices: Device;
  users: User;
  sessions: Session;
  links: Link;
  recoveryCodes: RecoveryCode;
  invites: Invite;
  settings: Setting;
  settingChanges: SettingChange;
  settingUsage: SettingUsage;
  chats: Chat;
  members: Member;
  stays: Stay;
  lines: Line;
  bans: Ban;
  chatInvites: ChatInvite;
  messages: Message;
  reactions: Reaction;
  mentions: Mention;
  inbox: InboxEntry;
  deadlines: Deadline;
  remembered: Remembered;
  signingKeys: SigningKey;
  apps: AppRecord;
}

export type TableName = keyof Tables;

/** The specification of every table. */
export const tableSpecs = {
  ...peopleTables,
  ...settingsTables,
  ...chatsTables,
  ...messagesTables,
  ...keepingTables,
} as const satisfies { readonly [T in TableName]: unknown };

/** Names of the lookups of a table. */
export type LookupName<T extends TableName> = keyof (typeof tableSpecs)[T]['lookups'] & string;
