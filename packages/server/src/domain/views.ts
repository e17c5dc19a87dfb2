/** What others see of rows: the parts of a device and of a user that events and results tell. */
import type { deviceView, userView } from '@kith/protocol';
import type { z } from 'zod';
import type { Device, User } from './rows.ts';

export type DeviceView = z.infer<typeof deviceView>;
export type UserView = z.infer<typeof userView>;

export function viewOfDevice({ id, name, label, platform }: Readonly<Device>): DeviceView {
  return { id, name, label, platform };
}

/** Of a deleted user nothing is left but the id. */
export function viewOfUser({ id, handle, displayName, deletedAt }: Readonly<User>): UserView {
  if (deletedAt !== null) return { id, handle: '', displayName: null, deleted: true };
  return { id, handle, displayName };
}
