/** What no edit of a setting may be, whatever stands: all that is known without the log. */
import type { Refusal } from '@kith/protocol';
import type { Policy } from '../command.ts';
import { type Address, refuseKey } from './address.ts';
import { factsOf } from './facts.ts';
import { refuseUnreadable } from './known-value.ts';
import { refuseSize } from './quota.ts';

/** Refuses a key that is not to be written there, and a value (JSON text; null: unset) that it cannot have. */
export function refuseEdit(
  policy: Pick<Policy, 'apps' | 'settingKeyChars' | 'settingValueBytes'>,
  address: Omit<Address, 'userId'>,
  value: string | null,
): Refusal | undefined {
  const { app, key } = address;
  return (
    refuseKey(factsOf(policy, app, key), address) ??
    refuseSize(policy, key, value) ??
    refuseUnreadable(address, value)
  );
}
