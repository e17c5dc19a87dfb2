/** Links that the operator hands to a person: an invite, and the way back in. Their secrets stand in the fragment. */
import { handle } from '@kith/protocol';
import { z } from 'zod';
import type { Outcome } from '../../domain/command.ts';
import { bySystem } from './by-system.ts';
import { operation } from './operation.ts';

/** A link that is good once, until it expires. */
export interface OneTimeLink {
  readonly url: string;
  readonly expiresAt: number;
}

/** An invite: one device more may register with it. */
export const invite = operation({
  params: z.strictObject({}),
  async run({ store, publicUrl }): Promise<Outcome<OneTimeLink & { invite: string }>> {
    const made = await bySystem(store, 'registration.invite', {});
    if (!made.ok) return made;
    return {
      ok: true,
      result: { ...made.result, url: `${publicUrl}/register#invite=${made.result.invite}` },
    };
  },
});

/** A recovery link for a user all of whose devices are lost. */
export const recover = operation({
  params: z.strictObject({ handle }),
  async run({ store, publicUrl }, params): Promise<Outcome<OneTimeLink & { handle: string; code: string }>> {
    const issued = await bySystem(store, 'recovery.issue', params);
    if (!issued.ok) return issued;
    const { handle: name, code, expiresAt } = issued.result;
    return {
      ok: true,
      result: { handle: name, code, url: `${publicUrl}/login#recover=${name}.${code}`, expiresAt },
    };
  },
});
