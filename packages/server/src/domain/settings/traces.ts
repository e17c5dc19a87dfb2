/** What the log says of one setting: the times of its revs, and the values that `settings.erase` must blank. */
import { type EventData, userTopic } from '@kith/protocol';
import type { LoggedEvent, State, View } from '../state.ts';
import { type Address, subjectOf } from './address.ts';

type Trace = EventData<'setting.changed' | 'setting.superseded' | 'setting.contested'>;

/** When the change that made this rev was edited, on the server's line; 0: trimmed, or of another setting. */
export function timeOf(view: View, address: Address, rev: number): number {
  const event = rev === 0 ? undefined : view.eventOf(userTopic(address.userId), rev);
  // What was contested has a seq too, and made no rev.
  if (event?.type !== 'setting.changed') return 0;
  const trace = traceOf(event, address);
  return trace !== undefined && 'editedAt' in trace ? trace.editedAt : 0;
}

/** The body of an event about this setting. */
function traceOf(event: LoggedEvent, { userId, app, scope, key }: Address): Trace | undefined {
  if (!event.type.startsWith('setting.') || event.user !== userId) return undefined;
  const trace = JSON.parse(event.data) as Trace;
  return trace.app === app && trace.scope === scope && trace.key === key ? trace : undefined;
}

/** Events that are looked at together. */
const pageEvents = 500;

/**
 * Blanks the values of a setting in every event of its user that stands in the log, whatever device it told; of the
 * rev `kept` the value stays.
 */
export function blank(state: State, address: Address, kept?: number): void {
  let after = 0;
  for (;;) {
    const page = state.eventsAbout(address.userId, subjectOf(address), { after, limit: pageEvents });
    for (const event of page) {
      if (event.topic !== userTopic(address.userId) || event.seq !== kept) blankOne(state, event, address);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < pageEvents) return;
    after = last.offset;
  }
}

function blankOne(state: State, event: LoggedEvent, address: Address): void {
  const trace = traceOf(event, address);
  if (trace === undefined || !('value' in trace)) return;
  const { value: _, ...rest } = trace;
  state.redact(event.topic, event.seq, JSON.stringify({ ...rest, unset: true, erased: true }));
}
