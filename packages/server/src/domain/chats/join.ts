/** Decides `chats.join` and `chats.leave`: what people do by themselves. */
import { type ChatView, type EventData, type Refusal, refuse } from '@kith/protocol';
import {
  type Accepted,
  type AckedEvent,
  accept,
  accepted,
  durable,
  type Outcome,
  type Turn,
} from '../command.ts';
import { noUser } from '../device-row.ts';
import type { Chat, ChatInvite, Device } from '../rows.ts';
import type { View } from '../state.ts';
import { chatOfJoining } from './create.ts';
import { inviteOf, isOpen, spend } from './invites.ts';
import { enter } from './joining.ts';
import { exit } from './leaving.ts';
import { livingChat, noChat, standing } from './member-row.ts';
import { refuseBusy, refuseCrowd } from './quota.ts';
import { refuseLastOwner } from './role.ts';
import type { Named } from './update.ts';
import { viewOfChat } from './views.ts';

/** A chat, or the token of an invite. */
export interface JoinParams {
  readonly chat?: string | undefined;
  readonly invite?: string | undefined;
}

type JoinTurn = Turn<JoinParams, Device>;

export const join = durable<JoinParams, { chat: ChatView }>({ decide: decideJoin, ack: chatOfJoining });

export const leave = durable<{ chat: string }, Named>({
  decide: decideLeave,
  ack: ({ topic }: AckedEvent<EventData<'member.left'>>) => ({ chat: { id: topic.slice('chat:'.length) } }),
});

function decideJoin(turn: JoinTurn): Outcome<{ chat: ChatView }> | Accepted {
  const { state, means, caller } = turn;
  const { userId: user } = caller;
  if (user === null) return noUser;
  const found = findDoor(turn, user);
  if ('code' in found) return found;
  const { chat, invite } = found;
  if (state.get('members', chat.id, user) !== undefined) return accept({ chat: viewOfChat(chat) });
  const refusal =
    refuseClosed(state, found, { user, now: state.now }) ??
    refuseCrowd(means.policy, chat.kind, chat.memberCount + 1) ??
    refuseBusy(state, means.policy, user);
  if (refusal !== undefined) return refusal;
  if (invite === undefined) enter(turn, chat, { user, role: 'member', by: user, reason: 'joined' });
  else {
    spend(state, invite);
    enter(turn, chat, { user, role: 'member', by: invite.byId, reason: 'invite' });
  }
  return accepted;
}

/** A chat that somebody may come into, and the invite that says so. */
interface Door {
  readonly chat: Readonly<Chat>;
  readonly invite?: Readonly<ChatInvite>;
}

/** What the caller names: to who is in already it is no secret. */
function findDoor({ state, params }: JoinTurn, user: string): Door | Refusal {
  if (params.invite !== undefined) {
    const invite = inviteOf(state, params.invite);
    const chat = invite && livingChat(state, invite.chatId);
    return chat === undefined || invite === undefined ? noChat : { chat, invite };
  }
  const chat = params.chat === undefined ? undefined : livingChat(state, params.chat);
  if (chat === undefined) return noChat;
  return chat.listed === 1 || state.get('members', chat.id, user) !== undefined ? { chat } : noChat;
}

/** Why somebody who is not in the chat may not come in by this door now. */
export function refuseClosed(
  view: View,
  { chat, invite }: Door,
  { user, now }: { user: string; now: number },
): Refusal | undefined {
  if (view.get('bans', chat.id, user) !== undefined) {
    return refuse('forbidden', { hint: 'you may not come back to this chat' });
  }
  if (invite === undefined || isOpen(invite, now)) return undefined;
  return refuse('link-expired', { hint: 'this invite has expired, was used up or taken back' });
}

function decideLeave(turn: Turn<{ chat: string }, Device>): Outcome<Named> | Accepted {
  const { state, params, caller } = turn;
  const found = standing(state, caller, { chat: params.chat, action: 'leave' });
  if ('code' in found) return found;
  const { chat, member } = found;
  const refusal = chat.memberCount > 1 ? refuseLastOwner(state, member) : undefined;
  if (refusal !== undefined) return refusal;
  exit(turn, member, { by: member.userId, reason: 'left' });
  return accepted;
}
