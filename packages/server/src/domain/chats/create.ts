/** Decides `chats.create`: groups and channels here, direct chats in `direct.ts`. */
import { type ChatView, type EventData, type Refusal, refuse } from '@kith/protocol';
import { type Accepted, type AckedEvent, accepted, durable, type Outcome, type Turn } from '../command.ts';
import { noUser } from '../device-row.ts';
import type { Chat, Device } from '../rows.ts';
import { begin } from './begin.ts';
import { choice } from './choices.ts';
import { openDirect } from './direct.ts';
import type { Entering } from './joining.ts';
import { blocks, livingUser, shareChat } from './people.ts';
import { refuseBusy, refuseCrowd } from './quota.ts';

export interface CreateParams {
  readonly kind: Chat['kind'];
  readonly members?: readonly string[] | undefined;
  readonly title?: string | undefined;
  readonly purpose?: string | undefined;
  readonly history?: Chat['history'] | undefined;
  readonly listed?: boolean | undefined;
}

type CreateTurn = Turn<CreateParams, Device>;

export const create = durable<CreateParams, { chat: ChatView }>({
  decide: decideCreate,
  ack: chatOfJoining,
});

/** The chat as a member's own event tells it, without its members. */
export function chatOfJoining({ data }: AckedEvent<EventData<'member.joined'>>): { chat: ChatView } {
  const { members: _, ...chat } = data.chat;
  return { chat };
}

function decideCreate(turn: CreateTurn): Outcome<{ chat: ChatView }> | Accepted {
  const { params, caller } = turn;
  if (caller.userId === null) return noUser;
  const misfit = misfitOf(params);
  if (misfit !== undefined) return refuse('validation-failed', { hint: misfit });
  const others = [...new Set(params.members)];
  const [other] = others;
  if (params.kind === 'direct' && other !== undefined) return openDirect(turn, caller.userId, other);
  return createShared(turn, caller.userId, others);
}

/** What does not go with the kind of chat. */
function misfitOf({ kind, members = [], title, purpose, history, listed }: CreateParams): string | undefined {
  switch (kind) {
    case 'direct':
      if (members.length !== 1) return 'a direct chat has one other person, or oneself';
      if (title !== undefined || purpose !== undefined) return 'a direct chat has no title and no purpose';
      if (history === 'joined') return 'both people read all of a direct chat';
      return listed === true ? 'only channels are listed' : undefined;
    case 'group':
      return listed === true ? 'only channels are listed' : undefined;
    case 'channel':
      if (title === undefined) return 'a channel has a title';
      return history === 'joined' ? 'everybody reads all of a channel' : undefined;
  }
}

function createShared(turn: CreateTurn, user: string, named: readonly string[]): Accepted | Refusal {
  const { state, means, params } = turn;
  const others = named.filter((it) => it !== user);
  const refusal =
    refuseCrowd(means.policy, params.kind, others.length + 1) ??
    refuseBusy(state, means.policy, user) ??
    others.map((it) => refuseGuest(turn, user, it)).find((it) => it !== undefined);
  if (refusal !== undefined) return refusal;
  const guests = others.map(
    (it): Entering => ({ user: it, role: 'member', by: user, reason: 'created', told: 'added' }),
  );
  begin(turn, params, [{ user, role: 'owner', by: user, reason: 'created' }, ...guests]);
  return accepted;
}

/** Why this user cannot be put into a chat by that one. */
export function refuseGuest(turn: Turn<unknown, unknown>, user: string, guest: string): Refusal | undefined {
  const { state, means } = turn;
  if (livingUser(state, guest) === undefined) return refuse('not-found', { hint: 'there is no such user' });
  if (blocks(state, guest, user)) return refuse('forbidden', { hint: 'this person takes nothing from you' });
  if (choice(state, guest, 'privacy.directs') !== 'anyone' && !shareChat(state, user, guest)) {
    return refuse('forbidden', { hint: 'only people of a shared chat may put this person into one' });
  }
  return refuseBusy(state, means.policy, guest);
}
