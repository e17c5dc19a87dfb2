/** The events of chats, by type: all but one stand in the topic of the chat, for its members. */
import { z } from 'zod';
import { chatRole, chatView, memberView } from './chat-views.ts';

const id = z.string();
const user = z.string().describe('user id');
const mentions = z.array(z.string()).optional().describe('ids of users, and `all`');
const deleted = z.literal(true).optional().describe('the message was deleted since: its text is gone');
const messageSeq = z.int().describe('seq of the message');

export const chatEvents = {
  'chat.created': {
    topics: ['chat'],
    says: 'The chat began; its first reader joined just before.',
    data: chatView,
  },
  'chat.updated': {
    topics: ['chat'],
    says: 'The chat has another title, purpose or listing; what is absent stayed.',
    data: chatView.pick({ title: true, purpose: true, listed: true }).partial().extend({ id }),
  },
  'chat.deleted': {
    topics: ['chat'],
    says: 'The chat is no more: this is the last event that any member reads.',
    data: z.object({ id }),
  },
  'member.joined': {
    topics: ['chat'],
    says: 'Somebody became a member, and reads the topic from this event on.',
    data: z.object({
      user,
      by: user.nullable(),
      reason: z.enum(['created', 'added', 'joined', 'invite']),
      member: memberView,
      chat: chatView
        .extend({ members: z.array(memberView).optional() })
        .describe('`members` stands there where they are at most `receiptMembers`'),
      request: z
        .literal(true)
        .optional()
        .describe('a stranger began the chat: ask before it shows among others'),
    }),
  },
  'member.left': {
    topics: ['chat'],
    says: 'Somebody is no member any more; this is the last event that they read.',
    data: z.object({ user, by: user.nullable(), reason: z.enum(['left', 'removed', 'banned', 'deleted']) }),
  },
  'member.role-changed': {
    topics: ['chat'],
    says: 'A member has another role.',
    data: z.object({ user, by: user.nullable(), role: chatRole }),
  },
  'message.sent': {
    topics: ['chat'],
    says: 'Somebody said something.',
    data: z.object({
      id,
      chat: id,
      seq: z.int().describe('equals the seq of this event'),
      text: z.string(),
      replyTo: id.optional(),
      mentions,
      deleted,
    }),
  },
  'message.edited': {
    topics: ['chat'],
    says: 'A message reads otherwise now.',
    data: z.object({ id, chat: id, seq: messageSeq, text: z.string(), mentions, deleted }),
  },
  'message.deleted': {
    topics: ['chat'],
    says: 'A message is gone, and its text out of every earlier event.',
    data: z.object({ id, chat: id, seq: messageSeq, by: user.nullable() }),
  },
  'reaction.added': {
    topics: ['chat'],
    says: 'Somebody reacted to a message.',
    data: z.object({ chat: id, message: id, seq: messageSeq, user, emoji: z.string() }),
  },
  'reaction.removed': {
    topics: ['chat'],
    says: 'Somebody took a reaction back.',
    data: z.object({ chat: id, message: id, seq: messageSeq, user, emoji: z.string() }),
  },
  'receipt.marked': {
    topics: ['user'],
    says: 'The person has read a chat up to here, or wants it unread from behind here.',
    data: z.object({ chat: id, seq: z.int() }),
  },
  'receipt.shown': {
    topics: ['chat'],
    says: 'A member who shows it has read up to here; at most one a member each two seconds, in small chats only.',
    data: z.object({ user, seq: z.int() }),
  },
  'request.accepted': {
    topics: ['user'],
    says: 'The person accepted the chat that a stranger began.',
    data: z.object({ chat: id }),
  },
} as const;

export const chatSignals = {
  typing: {
    says: 'Somebody writes, or has stopped; forget it after five seconds.',
    data: z.object({ typing: z.boolean() }),
  },
  'user.changed': {
    says: 'Somebody with whom a chat is shared has another profile: read it anew.',
    data: z.object({ user }),
  },
} as const;
