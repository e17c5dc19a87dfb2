/** The deciders of chats, their members, and the ways into them. */
import { blankChats } from './blanking.ts';
import { create } from './create.ts';
import { createInvite, revokeInvite } from './invites.ts';
import { join, leave } from './join.ts';
import { add, remove as removeMember, unban } from './members.ts';
import { acceptRequest } from './requests.ts';
import { setRole } from './role.ts';
import { remove, update } from './update.ts';

export const chatDeciders = {
  'chats.create': create,
  'chats.update': update,
  'chats.delete': remove,
  'chats.join': join,
  'chats.leave': leave,
  'chats.blank': blankChats,
  'requests.accept': acceptRequest,
  'members.add': add,
  'members.remove': removeMember,
  'members.unban': unban,
  'members.setRole': setRole,
  'invites.create': createInvite,
  'invites.revoke': revokeInvite,
};
