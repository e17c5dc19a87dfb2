/** Where a setting stands: user, app, scope and key, and which scopes a device may read and write. */
import { type Refusal, refuse } from '@kith/protocol';
import type { ScopeKind } from '@kith/protocol/apps';
import type { Device, Setting } from '../rows.ts';
import type { KeyFacts } from './facts.ts';

/** Names one setting. */
export type Address = Readonly<Pick<Setting, 'userId' | 'app' | 'scope' | 'key'>>;

/** The setting that this device means, or why it may not. */
export function addressOf(
  caller: Readonly<Device>,
  { app, key, scope = 'user' }: { app: string; key: string; scope?: string | undefined },
): Address | Refusal {
  const userId = caller.userId;
  if (userId === null) return refuse('forbidden', { hint: 'this device has joined no user' });
  return refuseScope(caller, scope) ?? { userId, app, scope, key };
}

/** The scope of a class of devices: which class one is of, it says itself. */
const classScope = /^class:[a-z0-9-]{1,32}$/;

/** The kind of a scope that this device may read and write; undefined: it is none. */
export function kindOf(scope: string, device: string): ScopeKind | undefined {
  if (scope === 'user') return 'user';
  if (scope === `device:${device}`) return 'device';
  return classScope.test(scope) ? 'class' : undefined;
}

/** [M8] What all devices share, what those of a class do, and one's own; an override never changes another device. */
export function refuseScope(caller: Readonly<Pick<Device, 'id'>>, scope: string): Refusal | undefined {
  if (kindOf(scope, caller.id) !== undefined) return undefined;
  if (scope.startsWith('device:'))
    return refuse('forbidden', { hint: 'this is the scope of another device' });
  return refuse('validation-failed', { hint: 'scope must be user, device:<own id> or class:<a-z 0-9 ->' });
}

/** [M8] Refuses a key that the operator decides, and a scope in which its app does not want it. */
export function refuseKey(
  { locked, scopes }: KeyFacts,
  { scope }: Pick<Address, 'scope'>,
): Refusal | undefined {
  if (locked === true)
    return refuse('forbidden', { hint: 'the operator of the server decides this setting' });
  // Whose scope it is was asked before.
  const kind = scope.split(':', 1)[0];
  if (scopes.some((one) => one === kind)) return undefined;
  return refuse('forbidden', { hint: `the app has this setting not in scope ${kind}` });
}

/** What its events say that they are about; scopes and apps have no spaces, so no two settings share it. */
export function subjectOf({ app, scope, key }: Address): string {
  return `${app} ${scope} ${key}`;
}

/** The key of its row. */
export function rowKey({ userId, app, scope, key }: Address): [string, string, string, string] {
  return [userId, app, scope, key];
}
