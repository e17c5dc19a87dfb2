/** Decides one op of `settings.set`; every op has exactly one outcome, and a bad one is an outcome too. */
import { type EventData, type Refusal, type Result, refuse, type SettingOp } from '@kith/protocol';
import {
  type Accepted,
  type AckedEvent,
  accept,
  accepted,
  durable,
  type Outcome,
  type Turn,
} from '../command.ts';
import type { Device } from '../rows.ts';
import { type Address, addressOf, rowKey } from './address.ts';
import { change } from './change.ts';
import { factsOf } from './facts.ts';
import { contest, supersede } from './losing.ts';
import { merge } from './merge.ts';
import { timeOf } from './traces.ts';
import { refuseEdit } from './writing.ts';

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
      refuseEdit(means.policy, address, value) ??
      (invalid === undefined ? undefined : refuse('validation-failed', { hint: invalid }));
    if (refusal !== undefined) return rejected(op.id, refusal);
    return judge(turn, address, { ...op, value });
  },
  ack({ data }: AckedEvent<EventData<'setting.changed' | 'setting.superseded' | 'setting.contested'>>, id) {
    return 'by' in data
      ? { id, outcome: 'superseded', rev: data.by.rev }
      : { id, outcome: 'applied', rev: data.rev };
  },
});

/** An op with its value as JSON text; null: unset. */
type Edit = Omit<SettingOp, 'value'> & { readonly value: string | null };

function judge(turn: EditTurn, address: Address, op: Edit): EditOutcome {
  const { state, means, caller } = turn;
  const row = state.get('settings', ...rowKey(address));
  const verdict = merge({
    row,
    edit: op,
    policy: factsOf(means.policy, address.app, address.key).policy,
    device: caller.id,
    now: state.now,
    timeOf: (rev) => timeOf(state, address, rev),
  });
  const { id, gesture = null, cause = 'edit' } = op;
  const rev = row?.rev ?? 0;
  switch (verdict.outcome) {
    case 'applied': {
      const { value, editedAt } = verdict;
      return taken(id, change(turn, address, { value, editedAt, op: id, gesture, cause }));
    }
    case 'superseded':
      return taken(id, supersede(turn, address, row, { ...verdict, gesture }));
    case 'contested':
      return taken(id, contest(turn, address, row, { ...verdict, gesture }));
    case 'same':
      // Where nothing stands a retry changes nothing later either, and need not be known for longer.
      return { ...accept({ id, outcome: 'same', rev }), ...(row === undefined ? { lasts: 'day' } : {}) };
    case 'skipped':
      return { ...accept({ id, outcome: 'skipped', rev }), lasts: 'day' };
    case 'impossible':
      return rejected(id, refuse('validation-failed', { hint: 'base is above the rev of the setting' }));
  }
}

function taken(id: string, refusal: Refusal | undefined): EditOutcome {
  return refusal === undefined ? accepted : rejected(id, refusal);
}

function rejected(id: string, { code, hint }: Refusal): EditOutcome {
  return {
    ...accept({ id, outcome: 'rejected', code, ...(hint === undefined ? {} : { hint }) }),
    lasts: 'day',
  };
}
