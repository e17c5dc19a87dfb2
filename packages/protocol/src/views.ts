/** What others see of devices and users. */
import { z } from 'zod';

/** A device as the other devices of its user see it. */
export const deviceView = z.object({
  id: z.string(),
  name: z.string(),
  label: z.string(),
  platform: z.string().nullable(),
});

/** A user as anyone who may see it does. */
export const userView = z.object({
  id: z.string(),
  handle: z.string(),
  displayName: z.string().nullable(),
  deleted: z.literal(true).optional().describe('the person ended the account'),
});
export type UserView = z.infer<typeof userView>;

/** How a device, or a user as a whole, is present to others. */
export const shownPresence = z.enum(['online', 'away', 'offline']);

/** How a connected device says that it wants to be seen. */
export const saidPresence = z.enum(['online', 'away', 'invisible']);
