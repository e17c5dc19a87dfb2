/** Handles what changes who is in a chat: `members.add` … `members.setRole`. */
import { durably } from './durable.ts';

export const memberHandlers = {
  'members.add': durably('members.add'),
  'members.remove': durably('members.remove'),
  'members.unban': durably('members.unban'),
  'members.setRole': durably('members.setRole'),
};
