/** How much one setting, and all settings of a user, may take. */
import { type Refusal, refuse, utf8Bytes } from '@kith/protocol';
import type { Policy } from '../command.ts';
import type { State } from '../state.ts';
import type { Address } from './address.ts';

/** [M13] Refuses a key or value that is too large by itself. */
export function refuseSize(policy: Policy, key: string, value: string | null): Refusal | undefined {
  // Characters are code points, as the schemas of the wire count them.
  if ([...key].length > policy.settingKeyChars) {
    return refuse('too-large', { hint: `a key has at most ${policy.settingKeyChars} characters` });
  }
  if (value !== null && utf8Bytes(value) > policy.settingValueBytes) {
    return refuse('too-large', { hint: `a value has at most ${policy.settingValueBytes} bytes of JSON` });
  }
  return undefined;
}

/** [M13] Counts a change of a value, or refuses it. What takes no more than before always fits. */
export function charge(
  state: State,
  policy: Policy,
  { userId, key }: Address,
  change: { readonly from: string | null; readonly to: string | null },
): Refusal | undefined {
  const keys = count(change.to) - count(change.from);
  const bytes = size(key, change.to) - size(key, change.from);
  if (keys === 0 && bytes === 0) return undefined;
  const used = state.get('settingUsage', userId) ?? { userId, keys: 0, bytes: 0 };
  const next = { userId, keys: used.keys + keys, bytes: used.bytes + bytes };
  if (keys > 0 && next.keys > policy.settingKeys) {
    return refuse('quota-exceeded', { hint: `a user has at most ${policy.settingKeys} settings` });
  }
  if (bytes > 0 && next.bytes > policy.settingBytes) {
    return refuse('quota-exceeded', {
      hint: `the settings of a user take at most ${policy.settingBytes} bytes`,
    });
  }
  state.put('settingUsage', next);
  return undefined;
}

function count(value: string | null): number {
  return value === null ? 0 : 1;
}

function size(key: string, value: string | null): number {
  return value === null ? 0 : utf8Bytes(key) + utf8Bytes(value);
}
