/** The history of a setting: one entry an edit or gesture, edits that lost included. */

import { newId } from '../../base/random.ts';
import type { Means } from '../command.ts';
import type { SettingChange } from '../rows.ts';
import type { State } from '../state.ts';
import { type Address, rowKey } from './address.ts';

/** How long an entry is kept. */
const entryMs = 90 * 24 * 60 * 60 * 1000;

/** An edit to be remembered; `rev: null`: it lost. */
export type Recorded = Readonly<
  Pick<SettingChange, 'old' | 'new' | 'rev' | 'editedAt' | 'deviceId' | 'gesture' | 'cause'>
>;

/** [M10] Writes an edit to the history and drops what is too old or too much. */
export function record(state: State, means: Means, address: Address, edit: Recorded): void {
  const newest = state.list('settingChanges', 'bySetting', rowKey(address), {
    limit: 1,
    descending: true,
  })[0];
  if (newest !== undefined && continues(edit, newest)) {
    const { new: value, rev, editedAt } = edit;
    state.put('settingChanges', { ...newest, new: value, rev, editedAt, at: state.now });
    return;
  }
  const number = (newest?.number ?? 0) + 1;
  const entry = newId(means.random, 'chg');
  state.put('settingChanges', { ...address, ...edit, number, entry, at: state.now });
  dropSpent(state, address, { upTo: number - means.policy.settingHistory, before: state.now - entryMs });
}

/** Drops the oldest entries; one that is newer, or none, ends it. */
function dropSpent(state: State, address: Address, limit: { upTo: number; before: number }): void {
  for (;;) {
    const [oldest] = state.list('settingChanges', 'bySetting', rowKey(address), { limit: 1 });
    if (oldest === undefined || (oldest.number > limit.upTo && oldest.at > limit.before)) return;
    state.remove('settingChanges', ...rowKey(address), oldest.number);
  }
}

/** A whole drag is one entry: the same device goes on with the same gesture, and nothing came between. */
function continues(edit: Recorded, newest: Readonly<SettingChange>): boolean {
  return (
    edit.gesture !== null &&
    edit.gesture === newest.gesture &&
    edit.deviceId === newest.deviceId &&
    edit.cause === 'edit' &&
    newest.cause === 'edit'
  );
}

/** Removes every entry. */
export function forget(state: State, address: Address): void {
  for (const { number } of state.list('settingChanges', 'bySetting', rowKey(address))) {
    state.remove('settingChanges', ...rowKey(address), number);
  }
}
