/** Devices, users, and how they come together: the rows and their tables. */
import { integer, type TablesOf, text } from './spec.ts';

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

export const peopleTables = {
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
} as const satisfies TablesOf<{
  devices: Device;
  users: User;
  sessions: Session;
  links: Link;
  recoveryCodes: RecoveryCode;
  invites: Invite;
}>;
