/** What others see of rows of chats: the parts that events and results tell. */
import type { ChatView, MemberView } from '@kith/protocol';
import { known } from '../../base/assert.ts';
import type { Chat, Member } from '../rows.ts';
import type { View } from '../state.ts';
import { viewOfUser } from '../views.ts';

export function viewOfChat(chat: Readonly<Chat>): ChatView {
  const { id, kind, title, purpose, history, listed, createdAt, memberCount } = chat;
  return { id, kind, title, purpose, history, listed: listed === 1, createdAt, memberCount };
}

export function viewOfMember(view: View, member: Readonly<Member>): MemberView {
  const { userId, role, joinedAt, since } = member;
  return {
    user: viewOfUser(known(view.get('users', userId), 'the user of a member')),
    role,
    joinedAt,
    seq: since,
  };
}
