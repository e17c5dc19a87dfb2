/** Members of a chat: list, add, remove, ban, give another role. */
import { z } from 'zod';
import { chatRole, memberEntry } from '../chat-views.ts';
import { commandId, idInput } from '../ids.ts';
import { userView } from '../views.ts';
import { method } from './method.ts';

const about = { id: commandId, chat: idInput, user: idInput };
const told = z.object({ chat: z.string(), user: z.string() });

export const memberMethods = {
  'members.list': method({
    says: 'Lists the members of a chat, by user id.',
    params: z.strictObject({
      chat: idInput,
      after: idInput.optional().describe('the user behind whom to go on'),
    }),
    result: z.object({ members: z.array(memberEntry), more: z.boolean() }),
  }),
  'members.add': method({
    says: 'Makes a user a member of a group or channel; who is one already stays so.',
    durable: true,
    params: z.strictObject(about),
    result: told,
  }),
  'members.remove': method({
    says: 'Takes a member out; with `ban` they cannot come back, and a ban needs no member.',
    durable: true,
    params: z.strictObject({ ...about, ban: z.boolean().optional() }),
    result: told,
  }),
  'members.unban': method({
    says: 'Lets a user who was banned come back.',
    durable: true,
    params: z.strictObject(about),
    result: told,
  }),
  'members.bans': method({
    says: 'Lists who is banned from a chat.',
    params: z.strictObject({ chat: idInput }),
    result: z.object({
      bans: z.array(z.object({ user: userView, by: z.string().nullable(), at: z.int() })),
    }),
  }),
  'members.setRole': method({
    says: 'Gives a member another role.',
    durable: true,
    params: z.strictObject({ ...about, role: chatRole }),
    result: told.extend({ role: chatRole }),
  }),
};
