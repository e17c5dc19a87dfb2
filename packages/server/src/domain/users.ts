/** The deciders of users: make one, change its profile, join one without asking. */
import { type EventData, refuse, userTopic } from '@kith/protocol';
import { known } from '../base/assert.ts';
import { newId } from '../base/random.ts';
import {
  type Accepted,
  type AckedEvent,
  accept,
  accepted,
  durable,
  type Outcome,
  type Turn,
} from './command.ts';
import { hasUser, noUser } from './device-row.ts';
import { join, refuseFull } from './membership.ts';
import type { Device, User } from './rows.ts';
import { type UserView, viewOfUser } from './views.ts';

type DeviceTurn<P> = Turn<P, Device>;
type Answer = Outcome<{ user: UserView }> | Accepted;

export const userDeciders = {
  'users.create': durable({ decide: createUser, ack: userIn }),
  'users.update': durable({ decide: updateUser, ack: userIn }),
  'users.join': durable({ decide: joinOpenUser, ack: userIn }),
};

function userIn({ data }: AckedEvent<EventData<'device.joined' | 'user.updated'>>): { user: UserView } {
  return { user: data.user };
}

function createUser(turn: DeviceTurn<{ handle: string; displayName?: string }>): Answer {
  const { state, means, params, caller } = turn;
  if (caller.userId !== null) return hasUser;
  if (state.find('users', 'byHandle', params.handle) !== undefined) return refuse('handle-taken');
  const user: User = {
    id: newId(means.random, 'usr'),
    handle: params.handle,
    displayName: params.displayName ?? null,
    createdAt: state.now,
    deletedAt: null,
  };
  state.put('users', user);
  join(turn, { device: caller, user, via: 'create', by: { user: user.id, device: caller.id } });
  return accepted;
}

function updateUser(turn: DeviceTurn<{ handle?: string; displayName?: string | null }>): Answer {
  const { state, params, caller, emit } = turn;
  if (caller.userId === null) return noUser;
  const user = known(state.get('users', caller.userId), 'the user of a device');
  const { handle = user.handle, displayName = user.displayName } = params;
  if (handle === user.handle && displayName === user.displayName) return accept({ user: viewOfUser(user) });
  const namesake = state.find('users', 'byHandle', handle);
  if (namesake !== undefined && namesake.id !== user.id) return refuse('handle-taken');
  const updated: User = { ...user, handle, displayName };
  state.put('users', updated);
  emit(userTopic(user.id), 'user.updated', { user: viewOfUser(updated) });
  return accepted;
}

function joinOpenUser(turn: DeviceTurn<{ user: string }>): Answer {
  const { state, means, params, caller } = turn;
  const user = means.policy.openJoin ? state.get('users', params.user) : undefined;
  if (user === undefined || user.deletedAt !== null) return refuse('not-found');
  if (caller.userId !== null) return hasUser;
  const full = refuseFull(turn, user.id);
  if (full !== undefined) return full;
  join(turn, { device: caller, user, via: 'open', by: { user: user.id, device: caller.id } });
  return accepted;
}
