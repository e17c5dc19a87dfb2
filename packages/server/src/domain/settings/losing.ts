/** What becomes of an edit that lost: its value goes to the history, and whoever may want it back is told. */
import { deviceTopic, type EventData, type Refusal, userTopic } from '@kith/protocol';
import { known } from '../../base/assert.ts';
import type { Turn } from '../command.ts';
import type { Device, Setting } from '../rows.ts';
import { type Address, subjectOf } from './address.ts';
import { told } from './change.ts';
import { contestedWith } from './contested.ts';
import { entryName } from './entry.ts';
import { record, type Span } from './history.ts';
import { charge, refuseHistory } from './quota.ts';

type LosingTurn = Turn<unknown, Device>;
type Row = Readonly<Setting> | undefined;

/** An edit that lost; `value` is JSON text, null: unset. */
interface Lost {
  readonly value: string | null;
  readonly editedAt: number;
  readonly gesture: string | null;
}

/** [M5] The loser is not dropped: its device is told, or hears at once that nothing could keep its value. */
export function supersede(turn: LosingTurn, address: Address, row: Row, lost: Lost): Refusal | undefined {
  const { state, means, caller, emit } = turn;
  if (row === undefined) {
    const refusal = refuseHistory(state, means.policy, address.userId);
    if (refusal !== undefined) return refusal;
  }
  const span = remember(turn, address, row, lost);
  if (row !== undefined) state.put('settings', { ...row, ...span });
  const { app, key, scope } = address;
  const data: EventData<'setting.superseded'> = { app, key, scope, ...told(lost.value), by: winner(row) };
  emit(deviceTopic(caller.id), 'setting.superseded', data, { subject: subjectOf(address) });
  return undefined;
}

/** [M7] The loser stays beside what stands until the person chooses, and all devices of the user are told. */
export function contest(turn: LosingTurn, address: Address, row: Row, lost: Lost): Refusal | undefined {
  const { state, means, caller, emit } = turn;
  const standing = known(row, 'what an edit is contested by');
  const { value, editedAt } = lost;
  // The entry that is to come has the next number: an edit that lost goes on with no gesture.
  const number = standing.lastChange + 1;
  const contested = contestedWith(standing, { value, editedAt, device: caller.id, number });
  const refusal = charge(state, means.policy, address, { row, to: { value: standing.value, contested } });
  if (refusal !== undefined) return refusal;
  const span = remember(turn, address, row, lost);
  state.put('settings', { ...standing, ...span, contested });
  const { app, key, scope } = address;
  const entry = entryName({ app, scope, key, number });
  const what = { app, key, scope, ...told(value) };
  const data: EventData<'setting.contested'> = { ...what, editedAt, entry, by: winner(row) };
  emit(userTopic(address.userId), 'setting.contested', data, { subject: subjectOf(address) });
  return undefined;
}

function remember({ state, means, caller }: LosingTurn, address: Address, row: Row, lost: Lost): Span {
  const { value, editedAt, gesture } = lost;
  const edit = { old: row?.value ?? null, new: value, rev: null, editedAt, deviceId: caller.id, gesture };
  return record(state, means.policy, address, { ...edit, cause: 'superseded' });
}

function winner(row: Row): { rev: number; device: string | null } {
  return { rev: row?.rev ?? 0, device: row?.deviceId ?? null };
}
