/** Chats, who is in them, and what happened to them: the rows and their tables. */
import type { ChatKind, ChatRole } from '@kith/protocol';
import { integer, type TablesOf, text } from './spec.ts';

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

export const chatsTables = {
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
  lines: {
    columns: { chatId: text, seq: integer, at: integer, type: text, userId: text, byId: text, data: text },
    key: ['chatId', 'seq'],
    lookups: { byChat: { by: ['chatId'] } },
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
} as const satisfies TablesOf<{
  chats: Chat;
  members: Member;
  stays: Stay;
  lines: Line;
  bans: Ban;
  chatInvites: ChatInvite;
}>;
