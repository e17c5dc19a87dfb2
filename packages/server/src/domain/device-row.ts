/** The row of a device: how it is changed, and which rows stand in one user. */
import { deviceTopic, refuse } from '@kith/protocol';
import { known } from '../base/assert.ts';
import type { Device } from './rows.ts';
import type { State, View } from './state.ts';

/** The refusal of what only a device in a user may do. */
export const noUser = refuse('forbidden', { hint: 'this device has joined no user' });

/** The refusal of what only a device without a user may do. */
export const hasUser = refuse('conflict', { hint: 'this device has joined a user already' });

/** Changes some columns of a device that exists; returns the row as it is then. */
export function changeDevice(state: State, id: string, change: Partial<Device>): Readonly<Device> {
  const row = { ...known(state.get('devices', id), 'a device that is there'), ...change };
  state.put('devices', row);
  return row;
}

/** The devices that are in this user. */
export function devicesIn(view: View, user: string): readonly Readonly<Device>[] {
  return view.list('devices', 'byUser', [user]);
}

/** Says whether the device joined too recently to do what could lock others out. */
export function inQuarantine(state: State, device: Readonly<Device>): boolean {
  return device.quarantineUntil !== null && state.now < device.quarantineUntil;
}

/** Offset of the event by which the device got or left its user; 0: none, or one that is trimmed. */
export function userSince(view: View, device: Readonly<Device>): number {
  if (device.userSeq === 0) return 0;
  return view.eventOf(deviceTopic(device.id), device.userSeq)?.offset ?? 0;
}
