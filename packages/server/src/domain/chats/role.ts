/** Decides `members.setRole`, and sees to it that a shared chat always has an owner. */
import { type ChatRole, chatTopic, type EventData, type Refusal, refuse } from '@kith/protocol';
import { known } from '../../base/assert.ts';
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
import type { State, View } from '../state.ts';
import { keepLine } from './lines.ts';
import { standing } from './member-row.ts';
import { mayGive, notAllowed } from './permissions.ts';

export interface RoleParams {
  readonly chat: string;
  readonly user: string;
  readonly role: ChatRole;
}

export const setRole = durable<RoleParams, RoleParams>({
  decide: decideRole,
  ack: ({ topic, data }: AckedEvent<EventData<'member.role-changed'>>) => ({
    chat: topic.slice('chat:'.length),
    user: data.user,
    role: data.role,
  }),
});

function decideRole(turn: Turn<RoleParams, Device>): Outcome<RoleParams> | Accepted {
  const { state, params, caller } = turn;
  const { chat, user, role } = params;
  const found = standing(state, caller, { chat, action: 'setRole' });
  if ('code' in found) return found;
  const other = state.get('members', chat, user);
  if (other === undefined) return refuse('not-found', { hint: 'this user is no member' });
  if (!mayGive(found.member.role, { from: other.role, to: role })) return notAllowed;
  if (other.role === role) return accept({ chat, user, role });
  const refusal = refuseLastOwner(state, other);
  if (refusal !== undefined) return refusal;
  giveRole(turn, other, { role, by: found.member.userId });
  return accepted;
}

/** Refuses to do without the last owner of a chat. */
export function refuseLastOwner(view: View, { chatId, role }: Readonly<Member>): Refusal | undefined {
  if (role !== 'owner') return undefined;
  if (view.list('members', 'byRole', [chatId, 'owner'], { limit: 2 }).length > 1) return undefined;
  return refuse('conflict', { hint: 'make somebody else an owner first' });
}

/** Gives a member another role. */
function giveRole(
  { state, emit }: Turn<unknown, unknown>,
  member: Readonly<Member>,
  { role, by }: { role: ChatRole; by: string | null },
): void {
  const { chatId, userId: user } = member;
  state.put('members', { ...member, role });
  const seq = emit(chatTopic(chatId), 'member.role-changed', { user, by, role });
  keepLine(state, chatId, { seq, type: 'member.role-changed', user, by, role });
}

/** The highest roles below an owner, in the order in which they inherit. */
const heirs = ['admin', 'member', 'read-only'] as const;

/** Makes the one an owner who is in longest of those with the highest role, where this member is the last owner. */
export function handOver(turn: Turn<unknown, unknown>, member: Readonly<Member>): void {
  const { state } = turn;
  if (refuseLastOwner(state, member) === undefined) return;
  const heir = heirs.map((role) => longest(state, member.chatId, role)).find((it) => it !== undefined);
  if (heir !== undefined) giveRole(turn, heir, { role: 'owner', by: null });
}

function longest(state: State, chat: string, role: ChatRole): Readonly<Member> | undefined {
  const members = state.list('members', 'byRole', [chat, role]);
  if (members.length === 0) return undefined;
  return members.reduce((first, it) => (it.since < first.since ? it : first), known(members[0], 'the first'));
}
