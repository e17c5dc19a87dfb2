/** The history of a setting: one entry an edit or gesture, edits that lost included. */
import type { Policy } from '../command.ts';
import type { Setting, SettingChange } from '../rows.ts';
import type { State } from '../state.ts';
import { type Address, rowKey } from './address.ts';

/** How long an entry is kept. */
const entryMs = 90 * 24 * 60 * 60 * 1000;

/** An edit to be remembered; `rev: null`: it lost. */
export type Recorded = Readonly<
  Pick<SettingChange, 'old' | 'new' | 'rev' | 'editedAt' | 'deviceId' | 'gesture' | 'cause'>
>;

/** Which entries there are: their numbers have no gaps. */
export type Span = Pick<Setting, 'firstChange' | 'lastChange'>;

/** [M10] Writes an edit to the history and drops what is too old or too much; the row is to keep what is left. */
export function record(state: State, policy: Policy, address: Address, edit: Recorded): Span {
  const { firstChange, lastChange } = spanOf(state, address);
  const newest = entryOf(state, address, lastChange);
  if (newest !== undefined && continues(edit, newest)) {
    const { new: value, rev, editedAt } = edit;
    state.put('settingChanges', { ...newest, new: value, rev, editedAt, at: state.now });
    return { firstChange, lastChange };
  }
  const number = lastChange + 1;
  state.put('settingChanges', { ...address, ...edit, number, at: state.now });
  const limit = { upTo: number - policy.settingHistory, before: state.now - entryMs };
  return { firstChange: dropSpent(state, address, firstChange, limit), lastChange: number };
}

/** The row knows it. Where that was purged, the entries themselves are asked. */
function spanOf(state: State, address: Address): Span {
  const row = state.get('settings', ...rowKey(address));
  if (row !== undefined) return row;
  const [oldest] = state.list('settingChanges', 'bySetting', rowKey(address), { limit: 1 });
  const [newest] = state.list('settingChanges', 'bySetting', rowKey(address), { limit: 1, descending: true });
  return { firstChange: oldest?.number ?? 1, lastChange: newest?.number ?? 0 };
}

function entryOf(state: State, address: Address, number: number): Readonly<SettingChange> | undefined {
  return number === 0 ? undefined : state.get('settingChanges', ...rowKey(address), number);
}

/** Drops the oldest entries, and returns the number of the first that stays. */
function dropSpent(
  state: State,
  address: Address,
  first: number,
  limit: { upTo: number; before: number },
): number {
  for (let number = first; ; number += 1) {
    const oldest = entryOf(state, address, number);
    if (oldest === undefined || (number > limit.upTo && oldest.at > limit.before)) return number;
    state.remove('settingChanges', ...rowKey(address), number);
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

/** Removes every entry. Numbers go on, so that no name of an entry ever means another one. */
export function forget(state: State, address: Address): Span {
  const { firstChange, lastChange } = spanOf(state, address);
  for (let number = firstChange; number <= lastChange; number += 1) {
    state.remove('settingChanges', ...rowKey(address), number);
  }
  return { firstChange: lastChange + 1, lastChange };
}
