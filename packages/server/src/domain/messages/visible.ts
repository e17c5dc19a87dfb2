/** Which messages of a chat a member may see: all of them, or only those of the time in which they were in. */
import type { Standing } from '../chats/member-row.ts';
import type { Chat, Stay } from '../rows.ts';
import type { View } from '../state.ts';

/** Says whether members may read what was said while they were not in. */
export function showsAll({ kind, history }: Readonly<Chat>): boolean {
  return kind !== 'group' || history === 'all';
}

/** Says whether this member may see the message with this seq. */
export function maySee(view: View, here: Standing, seq: number): boolean {
  if (showsAll(here.chat) || seq >= here.member.since) return true;
  const stay = stayAt(view, here, seq);
  return stay !== undefined && (stay.to === null || seq <= stay.to);
}

/** The member's newest stay that began no later than at this seq. */
export function stayAt(view: View, { chat, member }: Standing, seq: number): Readonly<Stay> | undefined {
  const page = { below: seq + 1, limit: 1, descending: true } as const;
  return view.list('stays', 'byChat', [member.userId, chat.id], page)[0];
}
