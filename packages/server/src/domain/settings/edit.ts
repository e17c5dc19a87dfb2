/** Decides one op of `settings.set`; every op has exactly one outcome, and a bad one is an outcome too. */
import {
  deviceTopic,
  type EventData,
  type Refusal,
  type Result,
  refuse,
  type SettingOp,
} from '@kith/protocol';
import {
  type Accepted,
  type AckedEvent,
  accept,
  accepted,
  durable,
  type Outcome,
  type Turn,
} from '../command.ts';
import type { Device, Setting } from '../rows.ts';
import { type Address, addressOf, rowKey, subjectOf } from './address.ts';
import { change, told } from './change.ts';
import { record } from './history.ts';
import { refuseUnreadable } from './known-value.ts';
import { merge } from './merge.ts';
import { refuseHistory, refuseSize } from './quota.ts';
import { timeOf } from './traces.ts';

/** An op, or only its id and what is wrong with it. */
export type EditParams = {
  readonly app: string;
  readonly op: SettingOp | { readonly id: string; readonly invalid: string };
  /** What the schema of the app has against the value. It stands beside the op: a new schema makes no new op of it. */
  readonly invalid?: string;
};

export type OpResult = Result<'settings.set'>['results'][number];

type EditOutcome = Outcome<OpResult> | Accepted;

type EditTurn = Turn<EditParams, Device>;

export const edit = durable<EditParams, OpResult>({
  decide(turn) {
    const { params, caller, means } = turn;
    const { app, op, invalid } = params;
    if ('invalid' in op) return rejected(op.id, refuse('validation-failed', { hint: op.invalid }));
    const address = addressOf(caller, { app, key: op.key, scope: op.scope });
    if ('code' in address) return rejected(op.id, address);
    const value = op.unset === true ? null : JSON.stringify(op.value);
    const refusal =
      refuseSize(means.policy, op.key, value) ??
      refuseUnreadable(address, value) ??
      (invalid === undefined ? undefined : refuse('validation-failed', { hint: invalid }));
    if (refusal !== undefined) return rejected(op.id, refusal);
    return judge(turn, address, op, value);
  },
  ack({ data }: AckedEvent<EventData<'setting.changed'> | EventData<'setting.superseded'>>, id) {
    return 'by' in data
      ? { id, outcome: 'superseded', rev: data.by.rev }
      : { id, outcome: 'applied', rev: data.rev };
  },
});

function judge(turn: EditTurn, address: Address, op: SettingOp, value: string | null): EditOutcome {
  const { state, caller } = turn;
  const row = state.get('settings', ...rowKey(address));
  const verdict = merge({
    row,
    edit: { ...op, value },
    device: caller.id,
    now: state.now,
    timeOf: (rev) => timeOf(state, address, rev),
  });
  const rev = row?.rev ?? 0;
  switch (verdict.outcome) {
    case 'applied': {
      const { editedAt } = verdict;
      const gesture = op.gesture ?? null;
      const refusal = change(turn, address, { value, editedAt, op: op.id, gesture, cause: 'edit' });
      return refusal === undefined ? accepted : rejected(op.id, refusal);
    }
    case 'superseded':
      if (row === undefined) {
        const refusal = refuseHistory(state, turn.means.policy, address.userId);
        if (refusal !== undefined) return rejected(op.id, refusal);
      }
      supersede(turn, address, row, { value, editedAt: verdict.editedAt, gesture: op.gesture ?? null });
      return accepted;
    case 'same':
      // Where nothing stands a retry changes nothing later either, and need not be known for longer.
      return {
        ...accept({ id: op.id, outcome: 'same', rev }),
        ...(row === undefined ? { lasts: 'day' } : {}),
      };
    case 'skipped':
      return { ...accept({ id: op.id, outcome: 'skipped', rev }), lasts: 'day' };
    case 'impossible':
      return rejected(op.id, refuse('validation-failed', { hint: 'base is above the rev of the setting' }));
  }
}

/** [M5] The loser is not dropped: its value goes to the history, and its device is told. */
function supersede(
  { state, means, caller, emit }: EditTurn,
  address: Address,
  row: Readonly<Setting> | undefined,
  { value, editedAt, gesture }: { value: string | null; editedAt: number; gesture: string | null },
): void {
  const lost = {
    new: value,
    rev: null,
    editedAt,
    deviceId: caller.id,
    gesture,
    cause: 'superseded',
  } as const;
  const span = record(state, means.policy, address, { ...lost, old: row?.value ?? null });
  if (row !== undefined) state.put('settings', { ...row, ...span });
  const { app, key, scope } = address;
  const by = { rev: row?.rev ?? 0, device: row?.deviceId ?? null };
  const data: EventData<'setting.superseded'> = { app, key, scope, ...told(value), by };
  emit(deviceTopic(caller.id), 'setting.superseded', data, { subject: subjectOf(address) });
}

function rejected(id: string, { code, hint }: Refusal): EditOutcome {
  return {
    ...accept({ id, outcome: 'rejected', code, ...(hint === undefined ? {} : { hint }) }),
    lasts: 'day',
  };
}
