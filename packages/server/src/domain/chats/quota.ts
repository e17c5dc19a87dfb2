/** How many members a chat and how many chats a user may have. */
import { type ChatKind, type Refusal, refuse } from '@kith/protocol';
import type { Policy } from '../command.ts';
import type { View } from '../state.ts';

/** Refuses a chat with more members than its kind may have. */
export function refuseCrowd(policy: Policy, kind: ChatKind, members: number): Refusal | undefined {
  const most = kind === 'channel' ? policy.channelMembers : policy.groupMembers;
  if (members <= most) return undefined;
  return refuse('quota-exceeded', { hint: `this chat may have ${most} members` });
}

/** Refuses one more chat to a user who is in as many as may be. */
export function refuseBusy(view: View, policy: Policy, user: string): Refusal | undefined {
  const most = policy.userChats;
  if (view.list('members', 'byUser', [user], { limit: most }).length < most) return undefined;
  return refuse('quota-exceeded', { hint: `a user may be in ${most} chats` });
}
