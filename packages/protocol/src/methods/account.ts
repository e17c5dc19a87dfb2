/** A person's own: what happened to them, everything that is stored of them, and the end of it. */
import { z } from 'zod';
import { chatView, messagePreview } from '../chat-views.ts';
import { wireEvent } from '../events.ts';
import { handle } from '../text.ts';
import { userView } from '../views.ts';
import { method } from './method.ts';

const entry = z.object({
  kind: z.enum(['mention', 'reply', 'added', 'request']),
  at: z.int(),
  chat: chatView.pick({ id: true, kind: true, title: true }),
  by: z.string().nullable().describe('user id'),
  message: messagePreview.optional().describe('of a mention or reply'),
});

const happening = wireEvent
  .pick({ seq: true, type: true, at: true, actor: true, data: true })
  .describe('an event of the user’s topic');

export const accountMethods = {
  'inbox.list': method({
    says: 'Lists what concerns the caller: mentions, replies, chats that others put them into, requests; newest first.',
    params: z.strictObject({
      before: z.string().min(1).max(256).optional().describe('`next` of the page before'),
    }),
    result: z.object({ entries: z.array(entry), users: z.array(userView), next: z.string().nullable() }),
  }),
  'account.activity': method({
    says: 'Lists what happened to the account: devices, sessions, links and recovery codes; newest first.',
    params: z.strictObject({ before: z.int().min(1).optional().describe('`next` of the page before') }),
    result: z.object({
      events: z.array(happening),
      next: z.int().nullable().describe('null: there is nothing older, or it is trimmed'),
    }),
  }),
  'account.export': method({
    says: 'Reads everything that is stored of the caller, in parts.',
    params: z.strictObject({
      after: z.string().min(1).max(1024).optional().describe('`next` of the part before'),
    }),
    result: z.object({
      section: z.enum(['profile', 'devices', 'settings', 'chats', 'messages', 'reactions']),
      items: z.array(z.record(z.string(), z.unknown())),
      next: z.string().nullable(),
    }),
  }),
  'account.delete': method({
    says: 'Ends the user for good: leaves every chat, blanks every message, revokes every device.',
    changes: true,
    heavy: true,
    params: z.strictObject({ handle: handle.describe('one’s own, typed by the person') }),
    result: z.object({}),
  }),
};
