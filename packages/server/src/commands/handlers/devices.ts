/** Handles `devices.*`. */
import { refuse } from '@kith/protocol';
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
import { hashCredential, register } from './registration.ts';

const list = async (means: Means, { device }: CalledByDevice<'devices.list'>): Handled<'devices.list'> => {
  return { ok: true, result: { devices: await viewDevices(means, device) } };
};

const setPassword: Handler<'devices.setPassword'> = async (means, { params, caller }) => {
  const credential = await hashCredential(params);
  if (credential === undefined) return refuse('overloaded');
  return decideNow(means, actorOf(caller), 'devices.setCredential', { credential });
};

export const deviceHandlers = {
  'devices.register': register,
  'devices.list': list,
  'devices.setPassword': setPassword,
  'devices.rename': durably('devices.rename'),
  'devices.describe': durably('devices.describe'),
  'devices.revoke': durably('devices.revoke'),
  'devices.leave': durably('devices.leave'),
};
