/** Where a setting stands: user, app, scope and key, and which scopes a device may write. */
import { type Refusal, refuse } from '@kith/protocol';
import type { Device, Setting } from '../rows.ts';

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

/** [M8] Everyone's scope and one's own; an override never changes another device. */
export function refuseScope(caller: Readonly<Device>, scope: string): Refusal | undefined {
  if (scope === 'user' || scope === `device:${caller.id}`) return undefined;
  if (scope.startsWith('device:'))
    return refuse('forbidden', { hint: 'this is the scope of another device' });
  return refuse('validation-failed', { hint: 'scope must be user or device:<own id>' });
}

/** What its events say that they are about; scopes and apps have no spaces, so no two settings share it. */
export function subjectOf({ app, scope, key }: Address): string {
  return `${app} ${scope} ${key}`;
}

/** The key of its row. */
export function rowKey({ userId, app, scope, key }: Address): [string, string, string, string] {
  return [userId, app, scope, key];
}
