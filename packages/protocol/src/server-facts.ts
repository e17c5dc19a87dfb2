/** What a server says of itself to whoever asks, before anybody has a device: `GET /v1/server`. */
import { z } from 'zod';

export const serverFacts = z.object({
  name: z.literal('kith'),
  version: z.string().describe('of the program, to be shown; what it can do follows from `level`'),
  level: z.int().describe('contract level, as in the header `kith-level`'),
  registration: z.enum(['open', 'invite', 'closed']).describe('who may register a device'),
  openJoin: z.boolean().describe('a demo: any device may join any user without being asked'),
});

export type ServerFacts = z.output<typeof serverFacts>;
