/** Decides `settings.erase`: unsets a setting and takes every value of it out of the history and the log. */
import { type EventData, userTopic } from '@kith/protocol';
import { assert } from '../../base/assert.ts';
import { type AckedEvent, accepted, durable } from '../command.ts';
import { addressOf, rowKey } from './address.ts';
import { stand } from './change.ts';
import { forget } from './history.ts';
import { charge } from './quota.ts';
import { blank } from './traces.ts';

type EraseParams = { readonly app: string; readonly key: string; readonly scope?: string | undefined };

export const erase = durable<EraseParams, { rev: number }>({
  decide(turn) {
    const { state, means, params, caller, emit } = turn;
    const address = addressOf(caller, params);
    if ('code' in address) return address;
    const from = state.get('settings', ...rowKey(address))?.value ?? null;
    const refusal = charge(state, means.policy, address, { from, to: null });
    assert(refusal === undefined, 'nothing is always within the quota');
    const span = forget(state, address);
    blank(state, address);
    const rev = state.seq(userTopic(address.userId)) + 1;
    stand(turn, address, { value: null, rev, editedAt: state.now, op: null, ...span });
    const { userId, app, key, scope } = address;
    const what = { app, key, scope, unset: true, erased: true } as const;
    const data: EventData<'setting.changed'> = { ...what, rev, editedAt: state.now };
    assert(emit(userTopic(userId), 'setting.changed', data) === rev, 'rev is the seq of its event');
    return accepted;
  },
  ack: ({ data }: AckedEvent<EventData<'setting.changed'>>) => ({ rev: data.rev }),
});
