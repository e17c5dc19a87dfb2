/** Apps: what their schemas say of their settings. */
import { z } from 'zod';
import { method } from './method.ts';
import { appName } from './settings.ts';

const describedKey = z.object({
  key: z.string(),
  policy: z
    .enum(['lww', 'max', 'min', 'or', 'manual'])
    .describe('what becomes of two edits that did not know of each other'),
  scopes: z.array(z.enum(['user', 'device', 'class'])).describe('where it may be written'),
  members: z.literal(true).optional().describe('a set: its elements are the keys `<key>.<element>`'),
  default: z.unknown().optional().describe('what holds where nothing is set'),
  schema: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('JSON Schema 2020-12 of the value, or of the elements of a set'),
  managed: z
    .object({ value: z.unknown(), locked: z.boolean() })
    .optional()
    .describe('what the operator decided; locked: nobody may choose another value'),
});

export const appMethods = {
  'apps.get': method({
    says: 'Reads what the schema of an app says of its settings.',
    params: z.strictObject({ app: appName }),
    result: z.object({
      app: z.string(),
      version: z.int().describe('rises with every change of what is said here'),
      unknown: z.enum(['keep', 'reject']).describe('what becomes of keys that are not named here'),
      keys: z.array(describedKey),
    }),
  }),
};
