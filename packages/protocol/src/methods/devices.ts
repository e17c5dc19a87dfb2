/** Devices: register, list, rename, describe, password, revoke, leave. */
import { z } from 'zod';
import { commandId, idInput } from '../ids.ts';
import { deviceName, label, password, platform, secret } from '../text.ts';
import { deviceView, shownPresence } from '../views.ts';
import { method } from './method.ts';

const time = z.int();
const eitherOr = 'needs a password or a secret, not both';

function hasOneCredential(it: { password?: string | undefined; secret?: string | undefined }): boolean {
  return (it.password === undefined) !== (it.secret === undefined);
}

export const deviceEntry = z.object({
  id: z.string(),
  name: z.string(),
  label: z.string(),
  platform: z.string().nullable(),
  createdAt: time,
  joinedAt: time.nullable(),
  lastSeenAt: time.nullable(),
  online: z.boolean(),
  presence: shownPresence.describe('how it is online; invisible shows as offline'),
  current: z.boolean().describe('the device that asks'),
  linkedBy: z.string().nullable().describe('device id'),
  quarantineUntil: time.nullable(),
});

export const deviceMethods = {
  'devices.register': method({
    says: 'Registers a device; again with the same name and secret it is the same device.',
    open: true,
    changes: true,
    params: z
      .strictObject({
        name: deviceName,
        password: password.optional(),
        secret: secret.optional(),
        platform: platform.optional(),
        invite: z
          .string()
          .max(64)
          .optional()
          .describe('where registration is by invite: the invite, or a link as `<handle>.<code>`'),
      })
      .refine(hasOneCredential, eitherOr)
      .describe(eitherOr),
    result: z.object({ device: z.object({ id: z.string(), name: z.string() }) }),
  }),
  'devices.list': method({
    says: 'Lists the devices of the caller’s user; a device without a user sees itself.',
    params: z.strictObject({}),
    result: z.object({ devices: z.array(deviceEntry) }),
  }),
  'devices.rename': method({
    says: 'Gives a device of the caller’s user another label.',
    durable: true,
    params: z.strictObject({ id: commandId, device: idInput, label }),
    result: z.object({ device: z.object({ id: z.string(), label: z.string() }) }),
  }),
  'devices.describe': method({
    says: 'Says what the calling device runs on, where that is another platform than it was.',
    durable: true,
    params: z.strictObject({ id: commandId, platform }),
    result: z.object({ device: deviceView.pick({ id: true, platform: true }) }),
  }),
  'devices.setPassword': method({
    says: 'Gives the calling device a new password or secret; its sessions go on.',
    changes: true,
    params: z
      .strictObject({ password: password.optional(), secret: secret.optional() })
      .refine(hasOneCredential, eitherOr)
      .describe(eitherOr),
    result: z.object({}),
  }),
  'devices.revoke': method({
    says: 'Signs out a device of the caller’s user, for good; its connections die at once.',
    durable: true,
    params: z.strictObject({ id: commandId, device: idInput }),
    result: z.object({ device: z.object({ id: z.string() }) }),
  }),
  'devices.leave': method({
    says: 'Takes the calling device out of its user; it keeps its credential. The last device must confirm.',
    durable: true,
    params: z.strictObject({ id: commandId, confirm: z.boolean().optional() }),
    result: z.object({ device: z.object({ id: z.string() }) }),
  }),
};
