/** Decides `members.add`, `members.remove` and `members.unban`: what people do with others. */
import { type EventData, type Refusal, refuse } from '@kith/protocol';
import {
  type Accepted,
  type AckedEvent,
  accept,
  accepted,
  durable,
  type Outcome,
  type Turn,
} from '../command.ts';
import type { Device, Member } from '../rows.ts';
import { refuseGuest } from './create.ts';
import { enter } from './joining.ts';
import { exit } from './leaving.ts';
import { type Standing, standing } from './member-row.ts';
import { livingUser } from './people.ts';
import { notAllowed, outranks } from './permissions.ts';
import { refuseCrowd } from './quota.ts';

/** Who in which chat. */
export interface AboutMember {
  readonly chat: string;
  readonly user: string;
}

type RemoveParams = AboutMember & { readonly ban?: boolean | undefined };
type RemoveTurn = Turn<RemoveParams, Device>;

export const add = durable<AboutMember, AboutMember>({ decide: decideAdd, ack: aboutIn });
export const remove = durable<RemoveParams, AboutMember>({ decide: decideRemove, ack: aboutIn });
export const unban = durable<AboutMember, AboutMember>({ decide: decideUnban, ack: aboutIn });

function aboutIn({ topic, data }: AckedEvent<EventData<'member.joined' | 'member.left'>>): AboutMember {
  return { chat: topic.slice('chat:'.length), user: data.user };
}

function decideAdd(turn: Turn<AboutMember, Device>): Outcome<AboutMember> | Accepted {
  const { state, means, params, caller } = turn;
  const found = standing(state, caller, { chat: params.chat, action: 'add' });
  if ('code' in found) return found;
  const { chat, member } = found;
  if (state.get('members', chat.id, params.user) !== undefined) return accept(params);
  const refusal =
    refuseGuest(turn, member.userId, params.user) ??
    refuseBanned(turn) ??
    refuseCrowd(means.policy, chat.kind, chat.memberCount + 1);
  if (refusal !== undefined) return refusal;
  const by = member.userId;
  enter(turn, chat, { user: params.user, role: 'member', by, reason: 'added', told: 'added' });
  return accepted;
}

function refuseBanned({ state, params }: Turn<AboutMember, Device>): Refusal | undefined {
  if (state.get('bans', params.chat, params.user) === undefined) return undefined;
  return refuse('conflict', { hint: 'this user is banned: unban first' });
}

function decideRemove(turn: RemoveTurn): Outcome<AboutMember> | Accepted {
  const { state, params, caller } = turn;
  const { chat, user, ban = false } = params;
  const found = standing(state, caller, { chat, action: ban ? 'ban' : 'remove' });
  if ('code' in found) return found;
  const other = state.get('members', chat, user);
  const refusal = refuseRemoval(turn, found, other) ?? (ban ? refuseBan(turn) : undefined);
  if (refusal !== undefined) return refusal;
  const by = found.member.userId;
  if (ban && state.get('bans', chat, user) === undefined) {
    state.put('bans', { chatId: chat, userId: user, byId: by, at: state.now });
  }
  if (other === undefined) return accept({ chat, user });
  exit(turn, other, { by, reason: ban ? 'banned' : 'removed' });
  return accepted;
}

function refuseRemoval(
  { state, params }: RemoveTurn,
  { member }: Standing,
  other: Readonly<Member> | undefined,
): Refusal | undefined {
  const { user, ban } = params;
  if (user === member.userId) return refuse('conflict', { hint: 'chats.leave is for oneself' });
  if (other !== undefined) return outranks(member.role, other.role) ? undefined : notAllowed;
  if (ban === true && livingUser(state, user) !== undefined) return undefined;
  return refuse('not-found', { hint: 'this user is no member' });
}

function refuseBan({ state, means, params }: RemoveTurn): Refusal | undefined {
  const { chat, user } = params;
  const most = means.policy.chatBans;
  if (state.get('bans', chat, user) !== undefined) return undefined;
  if (state.list('bans', 'byChat', [chat], { limit: most }).length < most) return undefined;
  return refuse('quota-exceeded', { hint: `a chat may ban ${most} people` });
}

function decideUnban({ state, params, caller }: Turn<AboutMember, Device>): Outcome<AboutMember> {
  const { chat, user } = params;
  const found = standing(state, caller, { chat, action: 'ban' });
  if ('code' in found) return found;
  state.remove('bans', chat, user);
  return accept({ chat, user });
}
