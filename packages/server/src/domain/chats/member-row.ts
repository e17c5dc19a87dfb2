/** The caller as a member: its row in a chat, or the one refusal that every chat gives to who is not in it. */
import { type Refusal, refuse } from '@kith/protocol';
import { noUser } from '../device-row.ts';
import type { Chat, Device, Member } from '../rows.ts';
import type { View } from '../state.ts';
import { type Action, may, notAllowed } from './permissions.ts';

/** The same for a chat that is not there, is no more, or is not the caller's: nobody learns which. */
export const noChat: Refusal = refuse('not-found');

/** A chat that lives; undefined: there is none. */
export function livingChat(view: View, id: string): Readonly<Chat> | undefined {
  const chat = view.get('chats', id);
  return chat === undefined || chat.deletedAt !== null ? undefined : chat;
}

/** The caller's row in a chat that lives, or why there is none. */
function memberOf(
  view: View,
  caller: Readonly<Pick<Device, 'userId'>>,
  chat: string,
): Readonly<Member> | Refusal {
  if (caller.userId === null) return noUser;
  if (livingChat(view, chat) === undefined) return noChat;
  return view.get('members', chat, caller.userId) ?? noChat;
}

/** A chat with the caller's row in it. */
export interface Standing {
  readonly chat: Readonly<Chat>;
  readonly member: Readonly<Member>;
}

/** The caller's standing in a chat where it may do this, or why it may not. */
export function standing(
  view: View,
  caller: Readonly<Pick<Device, 'userId'>>,
  { chat: id, action }: { chat: string; action: Action },
): Standing | Refusal {
  const member = memberOf(view, caller, id);
  if ('code' in member) return member;
  const chat = livingChat(view, id);
  if (chat === undefined) return noChat;
  return may(member.role, action, chat.kind) ? { chat, member } : notAllowed;
}
