/** Messages, and what hangs on them: the rows and their tables. */
import { integer, type TablesOf, text } from './spec.ts';

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
  /** Seq of the message that it answers; a deleted one answers none. */
  replyTo: number | null;
  /** JSON: ids of users, and `all`; null: nobody. */
  mentions: string | null;
  editedAt: number | null;
  deletedAt: number | null;
  deletedBy: string | null;
  /** 1 until it is deleted: what is counted as unread. */
  live: 0 | 1;
}

/** A reaction of one user to one message. */
export interface Reaction {
  chatId: string;
  seq: number;
  emoji: string;
  userId: string;
  at: number;
}

/** A live message that mentions somebody: a user's id, or `all`, and with it whom that leaves out. */
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

export const messagesTables = {
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
} as const satisfies TablesOf<{
  messages: Message;
  reactions: Reaction;
  mentions: Mention;
  inbox: InboxEntry;
}>;
