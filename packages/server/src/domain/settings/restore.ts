/** Decides `settings.restore`: an old value as a new edit. */
import { type EventData, refuse } from '@kith/protocol';
import { type AckedEvent, accepted, durable } from '../command.ts';
import { refuseScope } from './address.ts';
import { change } from './change.ts';

export const restore = durable<{ readonly entry: string }, { rev: number }>({
  decide(turn) {
    const { state, params, caller } = turn;
    const entry = state.find('settingChanges', 'byEntry', params.entry);
    if (entry === undefined || entry.userId !== caller.userId) return refuse('not-found');
    const { userId, app, scope, key, new: value } = entry;
    const refusal =
      refuseScope(caller, scope) ??
      change(
        turn,
        { userId, app, scope, key },
        { value, editedAt: state.now, op: null, gesture: null, cause: 'restore' },
      );
    return refusal ?? accepted;
  },
  ack: ({ data }: AckedEvent<EventData<'setting.changed'>>) => ({ rev: data.rev }),
});
