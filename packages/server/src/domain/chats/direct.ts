/** Direct chats: one for each two people, however often it is begun, if the other one lets it begin. */
import { type ChatView, type Refusal, refuse } from '@kith/protocol';
import { type Accepted, accept, accepted, type Outcome, type Turn } from '../command.ts';
import type { Device } from '../rows.ts';
import { begin } from './begin.ts';
import { type Choice, choice } from './choices.ts';
import { livingUser, refuseBlocked, shareChat } from './people.ts';
import { refuseBusy } from './quota.ts';
import { viewOfChat } from './views.ts';

/** The direct chat of two users, or of one with oneself: begun, or found again. */
export function openDirect(
  turn: Turn<unknown, Device>,
  user: string,
  other: string,
): Outcome<{ chat: ChatView }> | Accepted {
  const { state } = turn;
  const pair = pairOf(user, other);
  const there = state.find('chats', 'byPair', pair);
  // It stays for good, so a retry finds it too.
  if (there !== undefined) return { ...accept({ chat: viewOfChat(there) }), lasts: 'day' };
  const refusal = refuseBeginning(turn, user, other);
  if (refusal !== undefined) return refusal;
  const rule = ruleFor(turn, user, other);
  if (rule === 'shared') {
    return refuse('forbidden', { hint: 'only people of a shared chat may begin one with this person' });
  }
  const first = { user, role: 'member', by: user, reason: 'created' } as const;
  const asked = rule === 'requests' ? ({ request: true, told: 'request' } as const) : {};
  const second = { ...first, user: other, ...asked };
  begin(turn, { kind: 'direct', pair }, user === other ? [first] : [first, second]);
  return accepted;
}

/** What a direct chat of these two is found by. */
function pairOf(user: string, other: string): string {
  return [user, other].sort().join(' ');
}

function refuseBeginning(
  { state, means }: Turn<unknown, Device>,
  user: string,
  other: string,
): Refusal | undefined {
  if (livingUser(state, other) === undefined) return refuse('not-found', { hint: 'there is no such user' });
  return (
    refuseBlocked(state, user, other) ??
    refuseBusy(state, means.policy, user) ??
    refuseBusy(state, means.policy, other)
  );
}

/** By what rule of the other person's these two meet. People who share a chat meet freely. */
function ruleFor({ state }: Turn<unknown, Device>, user: string, other: string): Choice<'privacy.directs'> {
  const rule = choice(state, other, 'privacy.directs');
  return rule === 'anyone' || user === other || shareChat(state, user, other) ? 'anyone' : rule;
}
