/** Links: how another device joins a user (the existing device shows a code, the new one a number). */
import { z } from 'zod';
import { eventTable } from '../events.ts';
import { idInput } from '../ids.ts';
import { handle } from '../text.ts';
import { method } from './method.ts';

/** A link that a device redeemed and nobody answered yet: what its event says, and when that was. */
export const waitingLink = eventTable['link.redeemed'].data.extend({ at: z.int() });

export const linkMethods = {
  'links.create': method({
    says: 'Makes a code that lets one device ask to join, for three minutes.',
    changes: true,
    params: z.strictObject({}),
    result: z.object({ link: z.string(), code: z.string(), qr: z.string(), expiresAt: z.int() }),
  }),
  'links.redeem': method({
    says: 'Sends the code that the other device displays; the answer is the number to type on that device.',
    changes: true,
    params: z.strictObject({ handle, code: z.string().min(1).max(32) }),
    result: z.object({
      link: z.string(),
      number: z.string(),
      user: z.object({ handle: z.string() }),
      expiresAt: z.int().describe('when nobody can approve it any more'),
    }),
  }),
  'links.approve': method({
    says: 'Lets the waiting device in, with the number that it shows; three wrong numbers kill the link.',
    changes: true,
    params: z.strictObject({ link: idInput, number: z.string().max(8) }),
    result: z.object({ device: z.object({ id: z.string(), name: z.string() }) }),
  }),
  'links.deny': method({
    says: 'Turns the waiting device away; again it is the same answer.',
    changes: true,
    params: z.strictObject({ link: idInput }),
    result: z.object({}),
  }),

  'links.cancel': method({
    says: 'Withdraws what the calling device asked for by a code; again it is the same answer.',
    changes: true,
    params: z.strictObject({ link: idInput }),
    result: z.object({}),
  }),
};
