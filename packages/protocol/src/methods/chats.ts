/** Chats: begin, find, name, join, leave, end; and the invites that let people in. */
import { z } from 'zod';
import { chatDetail, chatHistory, chatKind, chatSummary, chatView } from '../chat-views.ts';
import { commandId, idInput } from '../ids.ts';
import { chatPurpose, chatTitle } from '../text.ts';
import { method } from './method.ts';

const time = z.int().describe('ms since 1970, server clock');
const token = z.string().min(1).max(128);

/** An invite as those who may make one see it; its token is told once, to whom made it. */
const inviteView = z.object({
  invite: z.string(),
  by: z.string().describe('user id'),
  createdAt: time,
  expiresAt: time.nullable(),
  usesLeft: z.int().nullable().describe('null: as many as come'),
});

export const chatMethods = {
  'chats.create': method({
    says: 'Begins a chat. A direct chat of the same two people is one chat, however often it is begun.',
    durable: true,
    params: z.strictObject({
      id: commandId,
      kind: chatKind,
      members: z
        .array(idInput)
        .optional()
        .describe('user ids; of a direct chat exactly one, oneself for notes'),
      title: chatTitle.optional().describe('a channel needs one; a direct chat has none'),
      purpose: chatPurpose.optional(),
      history: chatHistory.optional().describe('of a group: what later members may read; `all` if absent'),
      listed: z.boolean().optional().describe('of a channel: found by chats.discover; true if absent'),
    }),
    result: z.object({ chat: chatView }),
  }),
  'chats.list': method({
    says: 'Lists the chats that the caller is a member of, by id, with what is unread in each.',
    params: z.strictObject({ after: idInput.optional().describe('the chat behind which to go on') }),
    result: z.object({ chats: z.array(chatSummary), more: z.boolean() }),
  }),
  'chats.get': method({
    says: 'Reads a chat with its members.',
    params: z.strictObject({ chat: idInput }),
    result: z.object({ chat: chatDetail }),
  }),
  'chats.update': method({
    says: 'Gives a chat another title, purpose or listing; null takes it away.',
    durable: true,
    params: z.strictObject({
      id: commandId,
      chat: idInput,
      title: chatTitle.nullable().optional(),
      purpose: chatPurpose.nullable().optional(),
      listed: z.boolean().optional(),
    }),
    result: z.object({ chat: z.object({ id: z.string() }) }),
  }),
  'chats.delete': method({
    says: 'Ends a chat for everybody; its messages are blanked.',
    durable: true,
    params: z.strictObject({ id: commandId, chat: idInput }),
    result: z.object({ chat: z.object({ id: z.string() }) }),
  }),
  'chats.discover': method({
    says: 'Lists the channels that anyone may join, by id.',
    params: z.strictObject({
      query: z.string().min(1).max(128).optional().describe('words that title or purpose begin a word with'),
      after: idInput.optional().describe('`next` of the page before'),
    }),
    result: z.object({
      chats: z.array(chatView.extend({ joined: z.boolean() })),
      next: z.string().nullable().describe('null: that was all'),
    }),
  }),
  'chats.join': method({
    says: 'Joins a channel, or whatever chat an invite is for; who is in already stays so.',
    durable: true,
    params: z
      .strictObject({ id: commandId, chat: idInput.optional(), invite: token.optional() })
      .refine(
        ({ chat, invite }) => (chat === undefined) !== (invite === undefined),
        'needs a chat or an invite',
      )
      .describe('needs a chat or an invite'),
    result: z.object({ chat: chatView }),
  }),
  'chats.leave': method({
    says: 'Leaves a group or channel. The last owner hands over first, unless nobody is left.',
    durable: true,
    params: z.strictObject({ id: commandId, chat: idInput }),
    result: z.object({ chat: z.object({ id: z.string() }) }),
  }),
  'requests.accept': method({
    says: 'Accepts the direct chat that a stranger began.',
    durable: true,
    params: z.strictObject({ id: commandId, chat: idInput }),
    result: z.object({ chat: z.object({ id: z.string() }) }),
  }),
  'invites.create': method({
    says: 'Makes a token that lets people into a chat; it is told this once.',
    changes: true,
    params: z.strictObject({
      chat: idInput,
      expiresInMs: z
        .int()
        .min(60_000)
        .max(365 * 24 * 60 * 60 * 1000)
        .nullable()
        .optional()
        .describe('null: for good; seven days if absent'),
      uses: z.int().min(1).max(10_000).nullable().optional().describe('null or absent: as many as come'),
    }),
    result: inviteView.extend({
      token: z.string(),
      url: z.string().describe('`<public url>/chat#join=<token>`'),
    }),
  }),
  'invites.list': method({
    says: 'Lists the open invites of a chat.',
    params: z.strictObject({ chat: idInput }),
    result: z.object({ invites: z.array(inviteView) }),
  }),
  'invites.get': method({
    says: 'Says which chat an invite is for, before one joins.',
    params: z.strictObject({ invite: token }),
    result: z.object({ chat: chatView, by: z.string().describe('user id'), joined: z.boolean() }),
  }),
  'invites.revoke': method({
    says: 'Makes an invite worthless.',
    changes: true,
    params: z.strictObject({ chat: idInput, invite: idInput }),
    result: z.object({}),
  }),
};
