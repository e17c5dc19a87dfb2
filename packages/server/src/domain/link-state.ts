/** The life of a link: what still waits, and how one dies that nobody approved. */
import { deviceTopic, userTopic } from '@kith/protocol';
import { known } from '../base/assert.ts';
import type { Turn } from './command.ts';
import type { Link } from './rows.ts';
import type { State } from './state.ts';
import { viewOfUser } from './views.ts';

/** Says whether the link may still be redeemed or approved. */
export function isPending(state: State, link: Readonly<Link>): boolean {
  return (link.state === 'created' || link.state === 'redeemed') && state.now < link.expiresAt;
}

/** Ends a pending link. One that was redeemed is told to both sides; others die in silence. */
export function endLink(turn: Turn<unknown, unknown>, link: Readonly<Link>, as: 'denied' | 'expired'): void {
  const { state, emit } = turn;
  state.put('links', { ...link, state: as });
  if (link.redeemedBy === null) return;
  const user = viewOfUser(known(state.get('users', link.userId), 'the user of a link'));
  emit(userTopic(link.userId), `link.${as}`, { link: link.id, user });
  emit(deviceTopic(link.redeemedBy), `link.${as}`, { link: link.id, user });
}

/** Ends the links that wait for this device to be let in. */
export function endRedeemed(turn: Turn<unknown, unknown>, device: string): void {
  for (const link of turn.state.list('links', 'byRedeemer', [device, 'redeemed'])) {
    endLink(turn, link, 'expired');
  }
}

/** Ends the links of this user that the device made and nobody approved. */
export function endCreated(turn: Turn<unknown, unknown>, user: string, device: string): void {
  for (const state of ['created', 'redeemed'] as const) {
    for (const link of turn.state.list('links', 'byUser', [user, state])) {
      if (link.createdBy === device) endLink(turn, link, 'expired');
    }
  }
}
