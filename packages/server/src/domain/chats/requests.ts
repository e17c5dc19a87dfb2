/** Requests: a direct chat that a stranger began, until the other person accepts it. */
import { type EventData, userTopic } from '@kith/protocol';
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
import { standing } from './member-row.ts';
import type { Named } from './update.ts';

export const acceptRequest = durable<{ chat: string }, Named>({
  decide: decideAccept,
  ack: ({ data }: AckedEvent<EventData<'request.accepted'>>) => ({ chat: { id: data.chat } }),
});

function decideAccept(turn: Turn<{ chat: string }, Device>): Outcome<Named> | Accepted {
  const { state, params, caller } = turn;
  const found = standing(state, caller, { chat: params.chat, action: 'accept' });
  if ('code' in found) return found;
  return settleRequest(turn, found.member) ? accepted : accept({ chat: { id: params.chat } });
}

/** Takes a member's request as accepted and tells its devices; says whether there was one. */
export function settleRequest({ state, emit }: Turn<unknown, Device>, member: Readonly<Member>): boolean {
  if (member.request === 0) return false;
  state.put('members', { ...member, request: 0 });
  emit(userTopic(member.userId), 'request.accepted', { chat: member.chatId });
  return true;
}
