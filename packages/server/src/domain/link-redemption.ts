/** The redemption of a link: the new device shows the code and is told the number that it must show. */
import { refuse, userTopic } from '@kith/protocol';
import { accept, type Outcome, type Turn } from './command.ts';
import { hasUser } from './device-row.ts';
import { findLink } from './link-code.ts';
import { isPending } from './link-state.ts';
import type { Device } from './rows.ts';

interface Redeemed {
  readonly link: string;
  readonly number: string;
  readonly user: { readonly handle: string };
  readonly expiresAt: number;
}

export function redeem(
  turn: Turn<{ handle: string; code: string; network: string | null }, Device>,
): Outcome<Redeemed> {
  const { state, means, params, caller, emit } = turn;
  const found = findLink(state, means, params);
  const mine = found !== undefined && found.link.redeemedBy === caller.id;
  // Told before the code is judged, or a device in a user could try codes without being counted.
  if (caller.userId !== null && !(mine && found.link.state === 'approved')) return hasUser;
  if (found === undefined) return refuse('not-found', { hint: 'no link has this handle and code' });
  const { link, user } = found;
  const told = { link: link.id, user: { handle: user.handle }, expiresAt: link.expiresAt };
  const again = mine && link.number !== null && (link.state === 'approved' || isPending(state, link));
  if (again) return accept({ ...told, number: link.number });
  if (link.state !== 'created' || !isPending(state, link)) return refuse('link-expired');
  const number = String(means.random.int(10, 100));
  const redeemedSeq = emit(userTopic(user.id), 'link.redeemed', {
    link: link.id,
    device: { name: caller.name, platform: caller.platform },
    network: params.network,
    sameNetwork: link.network !== null && link.network === params.network,
    expiresAt: link.expiresAt,
  });
  state.put('links', { ...link, state: 'redeemed', redeemedBy: caller.id, redeemedSeq, number });
  return accept({ ...told, number });
}
