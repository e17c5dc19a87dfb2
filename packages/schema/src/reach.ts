/** Where a key may be written: what an author says of it, and the scopes that follow. */
import type { ScopeKind } from '@kith/protocol/apps';

/** Where a key may be written. */
export interface Reach {
  /** Scopes beside `user` in which one may override it; usually both. None: it is the same everywhere. */
  readonly scopes?: readonly Exclude<ScopeKind, 'user'>[];
  /** It is a matter of each device alone, and never of the user. */
  readonly deviceOnly?: true;
}

/** Every scope that there is, the widest first. */
export const everyScope: readonly ScopeKind[] = ['user', 'device', 'class'];

/** The scopes of a reach, always in one order. */
export function scopesOf({ scopes = ['device', 'class'], deviceOnly }: Reach): readonly ScopeKind[] {
  const chosen: readonly ScopeKind[] = deviceOnly === true ? ['device'] : ['user', ...scopes];
  return everyScope.filter((scope) => chosen.includes(scope));
}
