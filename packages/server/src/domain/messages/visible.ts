/** Which messages of a chat a member may see: all of them, or only those of the time in which they were in. */
import type { Standing } from '../chats/member-row.ts';
import type { View } from '../state.ts';

/** Says whether this member may see the message with this seq. */
export function maySee(view: View, { chat, member }: Standing, seq: number): boolean {
  if (chat.kind !== 'group' || chat.history === 'all' || seq >= member.since) return true;
  return view
    .list('stays', 'byChat', [member.userId, chat.id])
    .some(({ from, to }) => from <= seq && (to === null || seq <= to));
}
