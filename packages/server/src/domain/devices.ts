/** The deciders of devices: register, rename, describe, credential, revoke, leave, and the server's own upkeep of their rows. */
import { deviceTopic, type EventData, refuse, userTopic } from '@kith/protocol';
import {
  type Accepted,
  type AckedEvent,
  accept,
  accepted,
  byAnyone,
  byDevice,
  bySystem,
  durable,
  type Outcome,
  type Turn,
} from './command.ts';
import { takeDue } from './deadlines.ts';
import { changeDevice, devicesIn, inQuarantine, noUser } from './device-row.ts';
import { endRedeemed } from './link-state.ts';
import { leave } from './membership.ts';
import { register } from './registration.ts';
import { revoke } from './revocation.ts';
import type { Device } from './rows.ts';
import { viewOfDevice } from './views.ts';

type DeviceTurn<P> = Turn<P, Device>;
type Named = { device: { id: string } };

export const deviceDeciders = {
  'devices.register': byAnyone(register),
  'devices.rename': durable({ decide: renameDevice, ack: labelIn }),
  'devices.describe': durable({ decide: describeDevice, ack: platformIn }),
  'devices.setCredential': byDevice(setCredential),
  'devices.revoke': durable({ decide: revokeDevice, ack: deviceIn }),
  'devices.leave': durable({ decide: leaveUser, ack: deviceIn }),
  'devices.expire': bySystem(expireDevices),
  'devices.seen': bySystem(noteSeen),
};

type Labelled = { device: { id: string; label: string } };
type Described = { device: { id: string; platform: string | null } };
type Change = AckedEvent<EventData<'device.renamed' | 'device.described' | 'device.revoked' | 'device.left'>>;

function labelIn({ data }: Change): Labelled {
  return { device: { id: data.device.id, label: data.device.label } };
}

function platformIn({ data }: Change): Described {
  return { device: { id: data.device.id, platform: data.device.platform } };
}

function deviceIn({ data }: Change): Named {
  return { device: { id: data.device.id } };
}

function renameDevice(turn: DeviceTurn<{ device: string; label: string }>): Outcome<Labelled> | Accepted {
  const { params } = turn;
  const device = reach(turn);
  if (device === undefined) return refuse('not-found');
  const { label } = params;
  if (device.label === label) return accept({ device: { id: device.id, label } });
  return change(turn, device, { type: 'device.renamed', to: { label } });
}

/** What a device runs on is its own word alone. */
function describeDevice(turn: DeviceTurn<{ platform: string }>): Outcome<Described> | Accepted {
  const { params, caller } = turn;
  const { platform } = params;
  if (caller.platform === platform) return accept({ device: { id: caller.id, platform } });
  return change(turn, caller, { type: 'device.described', to: { platform } });
}

/** Changes a device, and tells its user and the device itself. */
function change(
  { state, caller, emit }: DeviceTurn<unknown>,
  device: Readonly<Device>,
  { type, to }: { type: 'device.renamed' | 'device.described'; to: Partial<Device> },
): Accepted {
  const said = { device: viewOfDevice(changeDevice(state, device.id, to)), by: caller.id };
  if (device.userId !== null) emit(userTopic(device.userId), type, said);
  emit(deviceTopic(device.id), type, said);
  return accepted;
}

function setCredential({
  state,
  params,
  caller,
}: DeviceTurn<{ credential: string }>): Outcome<Record<string, never>> {
  changeDevice(state, caller.id, { credential: params.credential });
  return accept({});
}

function revokeDevice(turn: DeviceTurn<{ device: string }>): Outcome<Named> | Accepted {
  const { state, params, caller } = turn;
  const device = reach(turn);
  if (device === undefined) {
    const gone = state.get('devices', params.device);
    const ours = caller.userId !== null && gone?.revokedFrom === caller.userId;
    return ours ? accept({ device: { id: params.device } }) : refuse('not-found');
  }
  if (device.id !== caller.id && inQuarantine(state, caller) && !joinedAfter(device, caller)) {
    return refuse('forbidden', { hint: 'this device joined too recently to revoke older ones' });
  }
  revoke(turn, device, caller);
  return accepted;
}

/** The living device that the caller names: itself, or one of its user. */
function reach({ state, params, caller }: DeviceTurn<{ device: string }>): Readonly<Device> | undefined {
  if (params.device === caller.id) return caller;
  const device = state.get('devices', params.device);
  return device !== undefined && device.userId !== null && device.userId === caller.userId
    ? device
    : undefined;
}

function joinedAfter(device: Readonly<Device>, other: Readonly<Device>): boolean {
  return device.joinedAt !== null && other.joinedAt !== null && device.joinedAt > other.joinedAt;
}

function leaveUser(turn: DeviceTurn<{ confirm?: boolean }>): Outcome<Named> | Accepted {
  const { state, params, caller } = turn;
  if (caller.userId === null) return noUser;
  if (devicesIn(state, caller.userId).length === 1 && params.confirm !== true) {
    return refuse('conflict', { hint: 'this is the last device of its user: confirm that it leaves' });
  }
  leave(turn, caller, caller.userId);
  return accepted;
}

/** Removes devices that never joined and were registered before this time, a bounded number of them. */
function expireDevices(turn: Turn<{ before: number }, undefined>): Outcome<{ due: number }> {
  const { state, params } = turn;
  const due = takeDue(state, 'device', params.before);
  for (const { id } of due) {
    endRedeemed(turn, id);
    const session = state.find('sessions', 'byDevice', id);
    if (session !== undefined) state.remove('sessions', session.id);
    state.remove('devices', id);
  }
  return accept({ due: due.length });
}

function noteSeen({
  state,
  params,
}: Turn<{ devices: readonly { id: string; at: number }[] }, undefined>): Outcome<Record<string, never>> {
  for (const { id, at } of params.devices) {
    const device = state.get('devices', id);
    if (device !== undefined && at > (device.lastSeenAt ?? 0)) changeDevice(state, id, { lastSeenAt: at });
  }
  return accept({});
}
