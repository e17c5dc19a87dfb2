/** Makes a new value the current one: row, quota, history and event together. */
import { type EventData, type Refusal, userTopic } from '@kith/protocol';
import { assert } from '../../base/assert.ts';
import type { Turn } from '../command.ts';
import type { Device, Setting, SettingChange } from '../rows.ts';
import { type Address, rowKey, subjectOf } from './address.ts';
import { record } from './history.ts';
import { charge } from './quota.ts';
import { purge } from './tombstones.ts';

/** What changes. */
export interface Change {
  /** JSON text; null: unset. */
  readonly value: string | null;
  readonly editedAt: number;
  /** Id of the op, for those that follow it. */
  readonly op: string | null;
  readonly gesture: string | null;
  readonly cause: Exclude<SettingChange['cause'], 'superseded'>;
}

/** Changes a setting and tells it to the user's devices, or refuses without a trace when the quota is full. */
export function change(turn: Turn<unknown, Device>, address: Address, change: Change): Refusal | undefined {
  const { state, means, caller, emit } = turn;
  const { value, editedAt, op, gesture, cause } = change;
  const row = state.get('settings', ...rowKey(address));
  const old = row?.value ?? null;
  const refusal = charge(state, means.policy, address, { row, to: { value, contested: null } });
  if (refusal !== undefined) return refusal;
  const deviceId = caller.id;
  const rev = state.seq(userTopic(address.userId)) + 1;
  const edit = { old, new: value, rev, editedAt, deviceId, gesture, cause };
  const span = record(state, means.policy, address, edit);
  stand(turn, address, { value, rev, editedAt, op, ...span });
  if (value === null) purge(state, means.policy, address.userId);
  const { app, key, scope } = address;
  const data: EventData<'setting.changed'> = { app, key, scope, ...told(value), rev, editedAt };
  // [M3] the rev of a row is the seq of the event that tells it
  const subject = subjectOf(address);
  assert(
    emit(userTopic(address.userId), 'setting.changed', data, { subject }) === rev,
    'rev is the seq of its event',
  );
  return undefined;
}

/** Writes the row, in which nothing is contested any more; an unset one stays, as a tombstone [M9]. */
export function stand(
  { state, caller }: Turn<unknown, Device>,
  address: Address,
  row: Pick<Setting, 'value' | 'rev' | 'editedAt' | 'op' | 'firstChange' | 'lastChange'>,
): void {
  state.put('settings', { ...address, ...row, at: state.now, deviceId: caller.id, contested: null });
}

/** A value as events tell it. */
export function told(value: string | null): { value: unknown } | { unset: true } {
  return value === null ? { unset: true } : { value: JSON.parse(value) as unknown };
}
