/** How much one setting, and all settings of a user, may take. */
import { type Refusal, refuse, utf8Bytes } from '@kith/protocol';
import type { Policy } from '../command.ts';
import type { Setting, SettingUsage } from '../rows.ts';
import type { State } from '../state.ts';
import type { Address } from './address.ts';
import { bytesOfContested, isContested } from './contested.ts';

/** [M13] Refuses a key or value that is too large by itself. */
export function refuseSize(
  policy: Pick<Policy, 'settingKeyChars' | 'settingValueBytes'>,
  key: string,
  value: string | null,
): Refusal | undefined {
  // Characters are code points, as the schemas of the wire count them.
  if ([...key].length > policy.settingKeyChars) {
    return refuse('too-large', { hint: `a key has at most ${policy.settingKeyChars} characters` });
  }
  if (value !== null && utf8Bytes(value) > policy.settingValueBytes) {
    return refuse('too-large', { hint: `a value has at most ${policy.settingValueBytes} bytes of JSON` });
  }
  return undefined;
}

/** What a user's settings take; nothing where no row says it. */
export function usageOf(state: State, userId: string): Readonly<SettingUsage> {
  return state.get('settingUsage', userId) ?? { userId, keys: 0, bytes: 0, tombstones: 0, historyBytes: 0 };
}

/** [M13] Refuses an entry for a setting that is gone where the history is full: there is none to take its place. */
export function refuseHistory(state: State, policy: Policy, userId: string): Refusal | undefined {
  if (usageOf(state, userId).historyBytes < policy.settingHistoryBytes) return undefined;
  return refuse('quota-exceeded', {
    hint: `the history of a user's settings takes at most ${policy.settingHistoryBytes} bytes`,
  });
}

/** What of a row its place in the quota depends on. */
type Weighed = Readonly<Pick<Setting, 'value' | 'contested'>>;

/** [M13] Counts a change of a row, or refuses it. What takes no more than before always fits. */
export function charge(
  state: State,
  policy: Policy,
  { userId, key }: Address,
  { row, to }: { readonly row: Weighed | undefined; readonly to: Weighed },
): Refusal | undefined {
  const keys = count(to) - count(row);
  const bytes = size(key, to) - size(key, row);
  const tombstones = (isTombstone(to) ? 1 : 0) - (row !== undefined && isTombstone(row) ? 1 : 0);
  if (keys === 0 && bytes === 0 && tombstones === 0) return undefined;
  const used = usageOf(state, userId);
  const next = {
    ...used,
    keys: used.keys + keys,
    bytes: used.bytes + bytes,
    tombstones: used.tombstones + tombstones,
  };
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

/** Says whether nothing is left of a setting but that it was unset. */
export function isTombstone(row: Weighed): boolean {
  return row.value === null && !isContested(row);
}

function count(row: Weighed | undefined): number {
  return row === undefined || isTombstone(row) ? 0 : 1;
}

function size(key: string, row: Weighed | undefined): number {
  if (row === undefined || isTombstone(row)) return 0;
  return utf8Bytes(key) + utf8Bytes(row.value ?? '') + bytesOfContested(row);
}
