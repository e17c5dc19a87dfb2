/** The history of a setting: one entry an edit or gesture, edits that lost included. */
import { utf8Bytes } from '@kith/protocol';
import type { Policy } from '../command.ts';
import type { Setting, SettingChange } from '../rows.ts';
import type { State } from '../state.ts';
import { type Address, rowKey } from './address.ts';
import { usageOf } from './quota.ts';

/** How long an entry is kept. */
const entryMs = 90 * 24 * 60 * 60 * 1000;

/** About what an entry takes besides its values. */
const entryBytes = 200;

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
    const next = { ...newest, new: value, rev, editedAt, at: state.now };
    state.put('settingChanges', next);
    weigh(state, address.userId, sizeOf(next) - sizeOf(newest));
    return { firstChange, lastChange };
  }
  const number = lastChange + 1;
  state.put('settingChanges', { ...address, ...edit, number, at: state.now });
  const added = sizeOf(edit);
  const excess = usageOf(state, address.userId).historyBytes + added - policy.settingHistoryBytes;
  const limit = { upTo: number - policy.settingHistory, before: state.now - entryMs, excess };
  const dropped = dropSpent(state, address, { firstChange, lastChange: number }, limit);
  weigh(state, address.userId, added - dropped.bytes);
  return { firstChange: dropped.upTo, lastChange: number };
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

/** Drops the oldest entries: too many, too old, or in excess of bytes; of those the newest entry is none. */
function dropSpent(
  state: State,
  address: Address,
  { firstChange, lastChange }: Span,
  limit: { upTo: number; before: number; excess: number },
): { upTo: number; bytes: number } {
  let bytes = 0;
  for (let number = firstChange; ; number += 1) {
    const oldest = entryOf(state, address, number);
    if (oldest === undefined) return { upTo: number, bytes };
    const isOver = number < lastChange && bytes < limit.excess;
    if (number > limit.upTo && oldest.at > limit.before && !isOver) return { upTo: number, bytes };
    bytes += sizeOf(oldest);
    state.remove('settingChanges', ...rowKey(address), number);
  }
}

/** Bytes of an entry's values, and about what it takes besides them. */
function sizeOf({ old, new: value }: Pick<SettingChange, 'old' | 'new'>): number {
  return entryBytes + utf8Bytes(old ?? '') + utf8Bytes(value ?? '');
}

/** [M13] Counts what the history of a user takes. */
function weigh(state: State, userId: string, bytes: number): void {
  if (bytes === 0) return;
  const usage = usageOf(state, userId);
  state.put('settingUsage', { ...usage, historyBytes: usage.historyBytes + bytes });
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
  let bytes = 0;
  for (let number = firstChange; number <= lastChange; number += 1) {
    const entry = entryOf(state, address, number);
    bytes += entry === undefined ? 0 : sizeOf(entry);
    state.remove('settingChanges', ...rowKey(address), number);
  }
  weigh(state, address.userId, -bytes);
  return { firstChange: lastChange + 1, lastChange };
}
