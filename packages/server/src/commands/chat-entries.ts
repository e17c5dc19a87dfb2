/** Chats as lists and snapshots show them: what the log says of them, and who is here now. */
import type { ChatSummary, MemberEntry } from '@kith/protocol';
import type { ReadMember } from '../domain/chats/details.ts';
import type { Presence } from '../hub/presence.ts';

/** Adds to a direct chat how the other person is present, where that is told; notes have no other. */
export function withPresence<S extends ChatSummary>(chat: S, presence: Presence, me: string | undefined): S {
  const { partner } = chat;
  if (partner === undefined || partner.id === me || chat.presence !== undefined) return chat;
  return { ...chat, presence: presence.state(partner.id) };
}

/** A member as lists show it: how they are present only where the reader is told. */
export function memberEntry({ isTold, ...member }: ReadMember, presence: Presence): MemberEntry {
  return isTold ? { ...member, presence: presence.state(member.user.id) } : member;
}
