/** How many messages of others a member has not read, and how many of them mention the member. */
import type { Member } from '../rows.ts';
import type { View } from '../state.ts';
import { everyone, everyoneBut } from './mentions.ts';

/** What of a chat a member has not read, each counted up to a limit. */
export interface Unread {
  readonly unread: number;
  readonly mentions: number;
}

/** Own messages behind the read position up to which counts are exact. */
const ownMax = 100_000;

/** Counts what lies behind the member's read position. `most`: the limit `unreadMax`. */
export function unreadOf(view: View, member: Readonly<Member>, most: number): Unread {
  const { chatId, userId } = member;
  const above = Math.max(member.read, member.since);
  const own = view.count('messages', 'byAuthor', [chatId, 1, userId], { above, limit: ownMax });
  const live = view.count('messages', 'byLive', [chatId, 1], { above, limit: own + most });
  const unread = live - own;
  // Only messages of others mention a member: where there are none, nothing else is counted.
  return { unread, mentions: unread === 0 ? 0 : mentionsOf(view, member, { above, most }) };
}

function mentionsOf(
  view: View,
  { chatId, userId }: Readonly<Member>,
  { above, most }: { readonly above: number; readonly most: number },
): number {
  const count = (target: string, limit: number) =>
    view.count('mentions', 'byTarget', [chatId, target], { above, limit });
  const own = count(everyoneBut(userId), ownMax);
  const called = count(everyone, own + most) - own;
  return Math.min(most, called + count(userId, most));
}
