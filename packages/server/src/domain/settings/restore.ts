/** Decides `settings.restore`: an old value as a new edit. */
import { type EventData, refuse } from '@kith/protocol';
import { type AckedEvent, accepted, durable } from '../command.ts';
import { refuseKey, refuseScope } from './address.ts';
import { change } from './change.ts';
import { parseEntryName } from './entry.ts';
import { factsOf } from './facts.ts';
import { refuseUnreadable } from './known-value.ts';

export const restore = durable<{ readonly entry: string }, { rev: number }>({
  decide(turn) {
    const { state, means, params, caller } = turn;
    const place = parseEntryName(params.entry);
    const { userId } = caller;
    if (place === undefined || userId === null) return refuse('not-found');
    const { app, scope, key, number } = place;
    const entry = state.get('settingChanges', userId, app, scope, key, number);
    if (entry === undefined) return refuse('not-found');
    const { new: value } = entry;
    const address = { userId, app, scope, key };
    const refusal =
      refuseScope(caller, scope) ??
      refuseKey(factsOf(means.policy, app, key), address) ??
      refuseUnreadable(address, value) ??
      change(turn, address, { value, editedAt: state.now, op: null, gesture: null, cause: 'restore' });
    return refusal ?? accepted;
  },
  ack: ({ data }: AckedEvent<EventData<'setting.changed'>>) => ({ rev: data.rev }),
});
