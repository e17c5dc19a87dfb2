/** The approval of a link: the number that the new device shows is typed on a device of the user. */
import { deviceTopic, refuse, userTopic } from '@kith/protocol';
import { assert, known } from '../base/assert.ts';
import { accept, type Outcome, type Turn } from './command.ts';
import { inQuarantine } from './device-row.ts';
import { endLink, isPending } from './link-state.ts';
import { join, refuseFull } from './membership.ts';
import type { Device, Link } from './rows.ts';
import { viewOfUser } from './views.ts';

type ApproveTurn = Turn<{ link: string; number: string }, Device>;

interface Approved {
  readonly device: { readonly id: string; readonly name: string };
}

/** Wrong numbers that a link survives; the next one kills it. */
const wrongMax = 2;

export function approve(turn: ApproveTurn): Outcome<Approved> {
  const { state, params, caller } = turn;
  const link = state.get('links', params.link);
  if (link === undefined || link.userId !== caller.userId) return refuse('not-found');
  if (inQuarantine(state, caller)) {
    return refuse('forbidden', { hint: 'this device joined too recently to approve links' });
  }
  const { redeemedBy } = link;
  if (link.state === 'approved' && link.number === params.number) return accept(told(turn, redeemedBy));
  if (!isPending(state, link)) return refuse('link-expired');
  if (redeemedBy === null) return refuse('conflict', { hint: 'no device has shown the code yet' });
  if (link.number !== params.number) return countWrong(turn, link);
  const full = refuseFull(turn, link.userId);
  if (full !== undefined) return full;
  letIn(turn, link, redeemedBy);
  return accept(told(turn, redeemedBy));
}

function told({ state }: ApproveTurn, id: string | null): Approved {
  const device = known(state.get('devices', id ?? ''), 'the device that was let in');
  return { device: { id: device.id, name: device.name } };
}

function countWrong(turn: ApproveTurn, link: Readonly<Link>): Outcome<never> {
  const counted = { ...link, wrong: link.wrong + 1 };
  if (counted.wrong > wrongMax) endLink(turn, counted, 'denied');
  else turn.state.put('links', counted);
  return refuse('link-wrong-number');
}

/**
 * Lets the device in. Its own topic hears the approval first and then that it joined, since that is the one topic
 * that it reads until then.
 */
function letIn(turn: ApproveTurn, link: Readonly<Link>, redeemer: string): void {
  const { state, caller, emit } = turn;
  const device = known(state.get('devices', redeemer), 'a link dies with the device that redeemed it');
  assert(
    device.userId === null && device.revokedAt === null,
    'a link dies once its device joins or is revoked',
  );
  const user = known(state.get('users', link.userId), 'the user of a link');
  state.put('links', { ...link, state: 'approved' });
  const said = { link: link.id, user: viewOfUser(user) };
  emit(deviceTopic(device.id), 'link.approved', said);
  join(turn, { device, user, via: 'link', linkedBy: caller.id });
  emit(userTopic(user.id), 'link.approved', said);
}
