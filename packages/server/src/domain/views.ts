/** What others see of rows: the parts of a device and of a user that events and results tell. */
import type { deviceView, userView } from '@kith/protocol';
import type { z } from 'zod';
import type { Device, User } from './rows.ts';

export type DeviceView = z.infer<typeof deviceView>;
export type UserView = z.infer<typeof userView>;

export function viewOfDevice({ id, name, label, platform }: Readonly<Device>): DeviceView {
  return { id, name, label, platform };
}

export function viewOfUser({ id, handle, displayName }: Readonly<User>): UserView {
  return { id, handle, displayName };
}
