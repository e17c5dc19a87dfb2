/** A set of an app: each element is a setting of its own, so that two devices may add at once. */
import type { ScopeKind } from '@kith/protocol/apps';
import type { z } from 'zod';
import { mark } from './mark.ts';
import { type Reach, scopesOf } from './reach.ts';

/** A set of texts. An element is in it where `<key>.<element>` is `true`, and not where that is unset. */
export interface Members {
  readonly [mark]: 'members';
  readonly members: true;
  /** What an element must be. */
  readonly schema: z.core.$ZodType<string>;
  readonly policy: 'lww';
  readonly scopes: readonly ScopeKind[];
  readonly reach: Reach;
}

/** A set whose elements are texts that `schema` takes. */
export function members(schema: z.core.$ZodType<string>, reach: Reach = {}): Members {
  return { [mark]: 'members', members: true, schema, policy: 'lww', scopes: scopesOf(reach), reach };
}
