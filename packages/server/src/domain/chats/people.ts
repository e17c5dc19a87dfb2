/** Other people, as a caller meets them: who is there, who keeps whom away, who shares a chat. */
import { type Refusal, refuse } from '@kith/protocol';
import type { User } from '../rows.ts';
import type { View } from '../state.ts';
import { choice } from './choices.ts';

/** A user who is there and has not ended the account; undefined: there is none. */
export function livingUser(view: View, id: string): Readonly<User> | undefined {
  const user = view.get('users', id);
  return user === undefined || user.deletedAt !== null ? undefined : user;
}

/** Says whether the first user takes nothing from the second. */
export function blocks(view: View, user: string, other: string): boolean {
  return choice(view, user, `block.${other}`) === true;
}

/** Refuses what reaches from the first user to the second one where either keeps the other away. */
export function refuseBlocked(view: View, user: string, other: string): Refusal | undefined {
  if (user === other) return undefined;
  if (blocks(view, other, user)) return refuse('forbidden', { hint: 'this person takes nothing from you' });
  if (blocks(view, user, other)) return refuse('conflict', { hint: 'unblock this person first' });
  return undefined;
}

/** Says whether two users are members of the same chat; one that was not accepted yet counts for nothing. */
export function shareChat(view: View, user: string, other: string): boolean {
  return view.list('members', 'byUser', [user]).some((own) => {
    const theirs = view.get('members', own.chatId, other);
    return theirs !== undefined && own.request === 0 && theirs.request === 0;
  });
}
