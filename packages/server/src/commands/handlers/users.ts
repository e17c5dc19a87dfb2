/** Handles `users.*`, `recovery.create` and `presence.set`. */
import { refuse } from '@kith/protocol';
import { viewOfUser } from '../../domain/views.ts';
import {
  actorOf,
  type CalledByDevice,
  decideNow,
  type Handled,
  type Handler,
  type Means,
} from '../handler.ts';
import { durably } from './durable.ts';

/** The open list shows no more users than this. */
const openListMax = 200;

const get = async ({ store }: Means, { params }: CalledByDevice<'users.get'>): Handled<'users.get'> => {
  const user = await store.read('user', { id: params.user });
  return user === undefined ? refuse('not-found') : { ok: true, result: { user: viewOfUser(user) } };
};

const find = async ({ store }: Means, { params }: CalledByDevice<'users.find'>): Handled<'users.find'> => {
  const user = await store.read('userByHandle', { handle: params.handle });
  return user === undefined ? refuse('not-found') : { ok: true, result: { user: viewOfUser(user) } };
};

const list = async ({ store, options }: Means, _: CalledByDevice<'users.list'>): Handled<'users.list'> => {
  if (!options.openJoin) return refuse('forbidden', { hint: 'this server does not show its users' });
  const users = await store.read('users', { limit: openListMax });
  return { ok: true, result: { users: users.map(viewOfUser) } };
};

const createRecovery: Handler<'recovery.create'> = (means, { caller }) =>
  decideNow(means, actorOf(caller), 'recovery.create', {});

const setPresence = async (
  { presence }: Means,
  { params, device }: CalledByDevice<'presence.set'>,
): Handled<'presence.set'> => {
  presence.set(device.id, params.state);
  return { ok: true, result: {} };
};

export const userHandlers = {
  'users.create': durably('users.create'),
  'users.update': durably('users.update'),
  'users.join': durably('users.join'),
  'users.get': get,
  'users.find': find,
  'users.list': list,
  'recovery.create': createRecovery,
  'presence.set': setPresence,
};
