/** Messages: say, change, take back, react, read, find; read positions; that somebody writes. */
import { z } from 'zod';
import { chatLine, messageView } from '../chat-views.ts';
import { commandId, idInput } from '../ids.ts';
import { emoji, messageText } from '../text.ts';
import { userView } from '../views.ts';
import { method } from './method.ts';

const position = z.int().min(0).describe('a seq of the chat');
const limit = z.int().min(1).max(100).optional().describe('50 if absent');
const mentions = z
  .array(idInput)
  .optional()
  .describe('user ids, and `all` by who may; if absent they are read from the text as @handle and @all');
const users = z.array(userView).describe('the people whom the messages name');
const changed = z.object({ id: z.string(), chat: z.string(), seq: z.int().describe('of the message') });

export const messageMethods = {
  'messages.send': method({
    says: 'Says something in a chat. The same id says it once, however often it is sent.',
    durable: true,
    params: z.strictObject({
      id: commandId,
      chat: idInput,
      text: messageText,
      replyTo: idInput.optional().describe('a message of the same chat'),
      mentions,
      draft: commandId.optional().describe('the draft that this was: it goes in the same step'),
    }),
    result: z.object({
      message: z.object({ id: z.string(), chat: z.string(), seq: z.int(), at: z.int() }),
    }),
  }),
  'messages.edit': method({
    says: 'Gives an own message another text; the earlier ones stay readable.',
    durable: true,
    params: z.strictObject({ id: commandId, chat: idInput, message: idInput, text: messageText, mentions }),
    result: z.object({ message: changed }),
  }),
  'messages.delete': method({
    says: 'Takes a message back, one’s own or by role: its texts are gone for good, a stone stays.',
    durable: true,
    params: z.strictObject({ id: commandId, chat: idInput, message: idInput }),
    result: z.object({ message: changed }),
  }),
  'messages.react': method({
    says: 'Reacts to a message by an emoji, or takes that back.',
    durable: true,
    params: z.strictObject({
      id: commandId,
      chat: idInput,
      message: idInput,
      emoji,
      remove: z.boolean().optional(),
    }),
    result: z.object({ message: changed }),
  }),
  'messages.list': method({
    says: 'Reads messages of a chat, oldest first: the newest, or those before, after or around a position.',
    params: z
      .strictObject({
        chat: idInput,
        before: position.optional(),
        after: position.optional(),
        around: position.optional(),
        thread: idInput.optional().describe('only the answers to this message'),
        limit,
      })
      .refine(
        ({ before, after, around }) => [before, after, around].filter((it) => it !== undefined).length < 2,
        'takes one of before, after and around',
      )
      .describe('takes one of before, after and around'),
    result: z.object({
      messages: z.array(messageView),
      lines: z.array(chatLine).describe('what else happened between the ends of the page; not in a thread'),
      users,
      hasBefore: z.boolean(),
      hasAfter: z.boolean(),
    }),
  }),
  'messages.get': method({
    says: 'Reads one message.',
    params: z.strictObject({ chat: idInput, message: idInput }),
    result: z.object({ message: messageView, users }),
  }),
  'messages.history': method({
    says: 'Reads what a message said before it was edited, oldest first, as far as the log reaches back.',
    params: z.strictObject({
      chat: idInput,
      message: idInput,
      after: position.optional().describe('`next` of the page before'),
    }),
    result: z.object({
      versions: z.array(z.object({ text: z.string(), at: z.int() })),
      next: z.int().nullable().describe('null: that was all'),
    }),
  }),
  'messages.search': method({
    says: 'Finds messages, newest first, among those that the caller may read now.',
    searches: true,
    params: z.strictObject({
      query: z
        .string()
        .min(1)
        .max(256)
        .describe('words, all of them; the last may be a beginning of two letters or more; "…" is a phrase'),
      chat: idInput.optional(),
      before: z.string().min(1).max(64).optional().describe('`next` of the page before'),
      limit,
    }),
    result: z.object({ messages: z.array(messageView), users, next: z.string().nullable() }),
  }),
  'receipts.mark': method({
    says: 'Says up to where the caller has read; the position goes back only with `unread`.',
    durable: true,
    params: z.strictObject({
      id: commandId,
      chat: idInput,
      seq: position,
      unread: z.boolean().optional().describe('mark unread from behind here'),
    }),
    result: z.object({ chat: z.string(), seq: z.int() }),
  }),
  'receipts.list': method({
    says: 'Says who has read up to where, of those who show it.',
    params: z.strictObject({ chat: idInput }),
    result: z.object({ receipts: z.array(z.object({ user: z.string(), seq: z.int() })) }),
  }),
  'typing.set': method({
    says: 'Tells the others of a chat that the caller writes; to be said again while that is so.',
    params: z.strictObject({ chat: idInput, typing: z.boolean() }),
    result: z.object({}),
  }),
};
