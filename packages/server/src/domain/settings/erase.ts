/** Decides `settings.erase`: unsets a setting and takes every value of it out of the history and the log. */
import { type EventData, userTopic } from '@kith/protocol';
import { assert } from '../../base/assert.ts';
import { type AckedEvent, accepted, durable } from '../command.ts';
import { addressOf, rowKey, subjectOf } from './address.ts';
import { stand } from './change.ts';
import { forget } from './history.ts';
import { charge } from './quota.ts';
import { purge } from './tombstones.ts';
import { blank } from './traces.ts';

type EraseParams = { readonly app: string; readonly key: string; readonly scope?: string | undefined };

export const erase = durable<EraseParams, { rev: number }>({
  decide(turn) {
    const { state, means, params, caller, emit } = turn;
    const address = addressOf(caller, params);
    if ('code' in address) return address;
    const row = state.get('settings', ...rowKey(address));
    const refusal = charge(state, means.policy, address, { row, to: { value: null, contested: null } });
    assert(refusal === undefined, 'nothing is always within the quota');
    const span = forget(state, address);
    blank(state, address);
    const rev = state.seq(userTopic(address.userId)) + 1;
    stand(turn, address, { value: null, rev, editedAt: state.now, op: null, ...span });
    purge(state, means.policy, address.userId);
    const { userId, app, key, scope } = address;
    const what = { app, key, scope, unset: true, erased: true } as const;
    const data: EventData<'setting.changed'> = { ...what, rev, editedAt: state.now };
    const subject = subjectOf(address);
    assert(
      emit(userTopic(userId), 'setting.changed', data, { subject }) === rev,
      'rev is the seq of its event',
    );
    return accepted;
  },
  ack: ({ data }: AckedEvent<EventData<'setting.changed'>>) => ({ rev: data.rev }),
});
