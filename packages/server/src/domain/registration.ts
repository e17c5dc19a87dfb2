/** Registration: who may add a device to this server, under which name. */
import { fold, type Refusal, refuse } from '@kith/protocol';
import { newId } from '../base/random.ts';
import { accept, type Outcome, type Turn } from './command.ts';
import { putDeadline } from './deadlines.ts';
import { findInvite } from './invites.ts';
import { findLink } from './link-code.ts';
import { isPending } from './link-state.ts';
import type { Device } from './rows.ts';

export interface Registration {
  readonly name: string;
  readonly platform: string | null;
  /** Encoded hash of its password or secret. */
  readonly credential: string;
  /** The device of that name whose password or secret the caller proved: it is given back. */
  readonly sameAs: string | null;
  readonly invite: string | null;
}

export interface Registered {
  readonly device: { readonly id: string; readonly name: string };
}

type RegisterTurn = Turn<Registration, undefined>;

export function register(turn: RegisterTurn): Outcome<Registered> {
  const { state, means, params } = turn;
  const nameFolded = fold(params.name);
  const namesake = state.find('devices', 'byName', nameFolded);
  if (namesake !== undefined && namesake.id === params.sameAs) return accept(told(namesake));
  const admission = admit(turn);
  if (!admission.ok) return admission;
  if (namesake !== undefined) return refuse('name-taken');
  if (admission.invite !== undefined) state.remove('invites', admission.invite);
  const device: Device = {
    id: newId(means.random, 'dev'),
    name: params.name,
    nameFolded,
    label: params.name,
    platform: params.platform,
    credential: params.credential,
    userId: null,
    gen: 1,
    createdAt: state.now,
    joinedAt: null,
    lastSeenAt: null,
    linkedBy: null,
    quarantineUntil: null,
    userSeq: 0,
    revokedAt: null,
    revokedBy: null,
    revokedFrom: null,
  };
  state.put('devices', device);
  putDeadline(state, { kind: 'device', at: device.createdAt, id: device.id });
  return accept(told(device));
}

/** What lets the caller in: an invite that is used up by it, or nothing that is. */
function admit({
  state,
  means,
  params,
  actor,
}: RegisterTurn): { readonly ok: true; readonly invite?: string } | Refusal {
  if (actor.kind === 'system' || means.policy.registration === 'open') return { ok: true };
  if (means.policy.registration === 'closed' || params.invite === null) return refuse('registration-closed');
  const invite = findInvite(state, means, params.invite);
  if (invite !== undefined) return { ok: true, invite: invite.hash };
  const dot = params.invite.lastIndexOf('.');
  const [handle, code] = [fold(params.invite.slice(0, Math.max(dot, 0))), params.invite.slice(dot + 1)];
  const found = findLink(state, means, { handle, code });
  const asked = found?.link.state === 'created' && isPending(state, found.link);
  return asked
    ? { ok: true }
    : refuse('registration-closed', { hint: 'this invite is unknown, used or expired' });
}

function told({ id, name }: Readonly<Device>): Registered {
  return { device: { id, name } };
}
