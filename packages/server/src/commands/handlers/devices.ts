/** Handles `devices.*`. */
import { fold, refuse } from '@kith/protocol';
import type { Device } from '../../domain/rows.ts';
import { hashPassword, hashSecret, verifyCredential } from '../credentials.ts';
import { viewDevices } from '../device-entries.ts';
import {
  actorOf,
  type CalledByDevice,
  decideNow,
  type Handled,
  type Handler,
  type Means,
} from '../handler.ts';
import { durably } from './durable.ts';

const register: Handler<'devices.register'> = async (means, { params, caller }) => {
  const { name, password, secret, platform = null, invite = null } = params;
  const tooMany = means.guards.register(caller.remote.ip);
  if (tooMany !== undefined) return tooMany;
  const folded = fold(name);
  const holder = await means.store.read('deviceByName', { name: '', folded });
  const given = secret ?? password ?? '';
  const sameAs =
    holder !== undefined && (await proves(means, caller.remote.ip, holder, given)) ? holder.id : null;
  if (holder !== undefined && sameAs === null) return refuse('name-taken');
  const credential = await hashed({ password, secret });
  if (credential === undefined) return refuse('overloaded');
  return decideNow(means, actorOf(caller), 'devices.register', {
    name,
    platform,
    credential,
    sameAs,
    invite,
  });
};

/** Registering again proves the secret, and so is a login: guesses are counted like those of one. */
async function proves({ guards }: Means, ip: string, holder: Device, given: string): Promise<boolean> {
  const key = `${holder.id} ${ip}`;
  if (guards.guess(guards.login, [key]) !== undefined) return false;
  const right = await verifyCredential(given, holder.credential);
  if (right === false) guards.login.failed(key);
  return right === true;
}

const list = async (means: Means, { device }: CalledByDevice<'devices.list'>): Handled<'devices.list'> => {
  return { ok: true, result: { devices: await viewDevices(means, device) } };
};

const setPassword: Handler<'devices.setPassword'> = async (means, { params, caller }) => {
  const credential = await hashed(params);
  if (credential === undefined) return refuse('overloaded');
  return decideNow(means, actorOf(caller), 'devices.setCredential', { credential });
};

async function hashed(given: {
  password?: string | undefined;
  secret?: string | undefined;
}): Promise<string | undefined> {
  return given.secret === undefined ? hashPassword(given.password ?? '') : hashSecret(given.secret);
}

export const deviceHandlers = {
  'devices.register': register,
  'devices.list': list,
  'devices.setPassword': setPassword,
  'devices.rename': durably('devices.rename'),
  'devices.revoke': durably('devices.revoke'),
  'devices.leave': durably('devices.leave'),
};
