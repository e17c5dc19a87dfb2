/** Blocks in direct chats: nothing new is said between two people of whom one wants nothing of the other. */
import type { Refusal } from '@kith/protocol';
import type { Standing } from '../chats/member-row.ts';
import { refuseBlocked } from '../chats/people.ts';
import type { View } from '../state.ts';

/** The refusal of anything new in a direct chat between people of whom one blocked the other. */
export function refuseUnwanted(view: View, { chat, member }: Standing): Refusal | undefined {
  const other = chat.pair?.split(' ').find((user) => user !== member.userId);
  return other === undefined ? undefined : refuseBlocked(view, member.userId, other);
}
