/** Chats as the wire shows them: the chat itself, its members, its messages, and what one reader sees of it all. */
import { z } from 'zod';
import { shownPresence, userView } from './views.ts';

const time = z.int().describe('ms since 1970, server clock');
const seq = z.int().min(0).describe('a position in the chat’s topic');

/** The kinds of chat: of two people, of invited ones, or open to all. */
export const chatKind = z.enum(['direct', 'group', 'channel']);
export type ChatKind = z.infer<typeof chatKind>;

/** What a member may do, from the most to the least. Both people of a direct chat are members. */
export const chatRole = z.enum(['owner', 'admin', 'member', 'read-only']);
export type ChatRole = z.infer<typeof chatRole>;

/** What a member may read of the time before: everything, or nothing. Of a channel it is everything. */
export const chatHistory = z.enum(['all', 'joined']);

/** A chat as every member sees it. */
export const chatView = z.object({
  id: z.string(),
  kind: chatKind,
  title: z.string().nullable().describe('null: a direct chat, or one that nobody named'),
  purpose: z.string().nullable().describe('what it is about'),
  history: chatHistory,
  listed: z.boolean().describe('of a channel: found by chats.discover'),
  createdAt: time,
  memberCount: z.int(),
});
export type ChatView = z.infer<typeof chatView>;

/** A member of a chat. */
export const memberView = z.object({
  user: userView,
  role: chatRole,
  joinedAt: time,
  seq: seq.describe('of the `member.joined` that began it'),
});
export type MemberView = z.infer<typeof memberView>;

/** A member as lists show it. */
export const memberEntry = memberView.extend({
  presence: shownPresence
    .optional()
    .describe('in a chat of at most `receiptMembers`: how they are present; nobody behind a block is told'),
});
export type MemberEntry = z.infer<typeof memberEntry>;

/** Whom a message mentions: ids of users, and `all` for every member. */
const mentions = z.array(z.string());

/** Who reacted to a message with one emoji; `users` names the first twenty. */
export const reactionView = z.object({
  emoji: z.string(),
  count: z.int(),
  mine: z.boolean(),
  users: z.array(z.string()),
});

/** The first words of a message, for lists and for what a reply answers. */
export const messagePreview = z.object({
  id: z.string(),
  seq,
  at: time,
  user: z.string().describe('who said it'),
  text: z.string().nullable().describe('at most 200 characters of it; null: deleted'),
});
export type MessagePreview = z.infer<typeof messagePreview>;

/** A message as it reads now. */
export const messageView = z.object({
  id: z.string(),
  chat: z.string(),
  seq,
  at: time,
  user: z.string().describe('who said it'),
  device: z.string().nullable(),
  text: z.string().nullable().describe('null: deleted'),
  replyTo: messagePreview.nullable().describe('the message that it answers, as that one reads now'),
  mentions,
  editedAt: time.nullable(),
  deletedAt: time.nullable(),
  deletedBy: z.string().nullable(),
  reactions: z.array(reactionView),
  replies: z.int().describe('messages that answer this one'),
});
export type MessageView = z.infer<typeof messageView>;

/** What happened to a chat besides messages: its beginning, its name, who came and went. */
export const chatLine = z.object({
  seq,
  at: time,
  type: z.enum(['chat.created', 'chat.updated', 'member.joined', 'member.left', 'member.role-changed']),
  user: z.string().nullable().describe('whom it is about'),
  by: z.string().nullable().describe('who did it'),
  reason: z.string().optional().describe('of a member who came or went: as the event says'),
  role: chatRole.optional(),
  title: z.string().nullable().optional(),
});
export type ChatLine = z.infer<typeof chatLine>;

/** A chat as the caller sees it in a list. */
export const chatSummary = chatView.extend({
  role: chatRole,
  seq: seq.describe('of the last event in the chat'),
  since: seq.describe('of the own `member.joined`: earlier messages are never unread'),
  read: seq.describe('the own read position'),
  unread: z
    .int()
    .describe('messages of others behind the read position, counted up to the limit `unreadMax`'),
  mentions: z.int().describe('how many of those mention the caller, counted likewise'),
  lastMessage: messagePreview.nullable(),
  partner: userView.optional().describe('of a direct chat: the other person, or oneself'),
  presence: shownPresence.optional().describe('of a direct chat: how the other person is present'),
  request: z.literal(true).optional().describe('a stranger began it, and the caller has yet to accept'),
});
export type ChatSummary = z.infer<typeof chatSummary>;

/** A chat with its members, of whom there are at most `groupMembers`; further ones come by `members.list`. */
export const chatDetail = chatSummary.extend({ members: z.array(memberEntry) });
export type ChatDetail = z.infer<typeof chatDetail>;
