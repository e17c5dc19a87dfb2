/** Users: create, read, update; recovery codes; the open list of the original demo. */
import { z } from 'zod';
import { commandId, idInput } from '../ids.ts';
import { displayName, handle } from '../text.ts';
import { saidPresence, userView } from '../views.ts';
import { method } from './method.ts';

export const userMethods = {
  'users.create': method({
    says: 'Makes a user whose first device is the caller, which has none yet.',
    durable: true,
    params: z.strictObject({ id: commandId, handle, displayName: displayName.optional() }),
    result: z.object({ user: userView }),
  }),
  'users.get': method({
    says: 'Reads a user by id.',
    params: z.strictObject({ user: idInput }),
    result: z.object({ user: userView }),
  }),
  'users.find': method({
    says: 'Finds a user by its exact handle.',
    params: z.strictObject({ handle }),
    result: z.object({ user: userView }),
  }),
  'users.update': method({
    says: 'Changes the caller’s own profile.',
    durable: true,
    params: z.strictObject({
      id: commandId,
      handle: handle.optional(),
      displayName: displayName.nullable().optional(),
    }),
    result: z.object({ user: userView }),
  }),
  'users.list': method({
    says: 'Lists the users that this device may join; only with KITH_OPEN_JOIN.',
    params: z.strictObject({}),
    result: z.object({ users: z.array(userView) }),
  }),
  'users.join': method({
    says: 'Joins a user without asking; only with KITH_OPEN_JOIN.',
    durable: true,
    params: z.strictObject({ id: commandId, user: idInput }),
    result: z.object({ user: userView }),
  }),
  'recovery.create': method({
    says: 'Makes ten single-use recovery codes, shown this once; the old ones die.',
    changes: true,
    params: z.strictObject({}),
    result: z.object({ codes: z.array(z.string()).length(10) }),
  }),
  'presence.set': method({
    says: 'Says how this device is present while it is connected.',
    params: z.strictObject({ state: saidPresence }),
    result: z.object({}),
  }),
};
