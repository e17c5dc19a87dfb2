/** Sessions: log in, refresh, end, recover; and the token of a live connection. */
import { z } from 'zod';
import { idInput } from '../ids.ts';
import { handle } from '../text.ts';
import { userView } from '../views.ts';
import { method } from './method.ts';

const credential = z.string().min(1).max(256);
const refreshToken = z.string().min(1).max(256);
const eitherOr = 'needs refreshToken, or device in cookie mode';

/** Names a session by its refresh token, which stands here or in the cookie of a device. */
const whichSession = z
  .strictObject({ refreshToken: refreshToken.optional(), device: idInput.optional() })
  .refine((it) => (it.refreshToken === undefined) !== (it.device === undefined), eitherOr)
  .describe(eitherOr);

/** Tokens and who they are for. In cookie mode the refresh token stands in the cookie and not here. */
const tokens = z.object({
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  expiresAt: z.int().describe('when the access token expires'),
  device: z.object({ id: z.string(), name: z.string() }),
  user: userView.nullable(),
});

export const sessionMethods = {
  'sessions.create': method({
    says: 'Logs a device in. A new login of a device ends its earlier session.',
    open: true,
    changes: true,
    params: z.strictObject({
      device: credential.describe('name or id'),
      secret: credential.describe('password or secret'),
      cookie: z.boolean().optional().describe('keep the refresh token in an HttpOnly cookie; HTTP only'),
    }),
    result: tokens,
  }),
  'sessions.refresh': method({
    says: 'Takes new tokens; the previous refresh token gives the same successor until that was used.',
    open: true,
    changes: true,
    params: whichSession,
    result: tokens,
  }),
  'sessions.end': method({
    says: 'Ends a session: its tokens die and its connections are closed. An unknown token is answered the same.',
    open: true,
    changes: true,
    params: whichSession,
    result: z.object({}),
  }),
  'sessions.recover': method({
    says: 'Lets a registered device into a user by a recovery code; all other devices are revoked unless kept.',
    open: true,
    changes: true,
    params: z.strictObject({
      handle,
      code: z.string().min(1).max(64),
      device: credential.describe('name or id'),
      secret: credential.optional().describe('password or secret of the device, where it is no fresh one'),
      keepDevices: z.boolean().optional(),
      cookie: z.boolean().optional(),
    }),
    result: tokens,
  }),
  'auth.renew': method({
    says: 'Keeps this connection past the expiry of its access token.',
    door: 'socket',
    params: z.strictObject({ token: z.string().min(1).max(4096) }),
    result: z.object({ expiresAt: z.int() }),
  }),
};
