/** Revocation: one step after which a device is nobody, and the refusal that tells it so. */
import { deviceTopic, type Refusal, refuse, userTopic } from '@kith/protocol';
import type { Turn } from './command.ts';
import { changeDevice } from './device-row.ts';
import { endCreated, endRedeemed } from './link-state.ts';
import type { Device } from './rows.ts';
import type { NewEvent } from './state.ts';
import { viewOfDevice } from './views.ts';

/** The refusal that tells a device who revoked it. */
export function revoked(device: Readonly<Device>): Refusal {
  return refuse('device-revoked', device.revokedBy === null ? {} : { by: device.revokedBy });
}

/**
 * Revokes a device that lives: name free, access tokens dead, links dead, connections closed by the event.
 *
 * Its session stays as a row that grants nothing, so that a device that was away learns from its refresh token
 * that it was revoked, and by whom.
 */
export function revoke(
  turn: Turn<unknown, unknown>,
  device: Readonly<Device>,
  revoker: Readonly<Device>,
  by?: Pick<NewEvent, 'user' | 'device'>,
): void {
  const { state, emit } = turn;
  const said = { device: viewOfDevice(device), by: revoker.id };
  if (device.userId !== null) emit(userTopic(device.userId), 'device.revoked', said, by);
  emit(deviceTopic(device.id), 'device.revoked', said, by);
  changeDevice(state, device.id, {
    nameFolded: null,
    userId: null,
    gen: device.gen + 1,
    revokedAt: state.now,
    revokedBy: revoker.label,
    revokedFrom: device.userId,
  });
  if (device.userId !== null) endCreated(turn, device.userId, device.id);
  endRedeemed(turn, device.id);
}
