/** What the log says of one setting: the times of its revs, and the values that `settings.erase` must blank. */
import { deviceTopic, type EventData, type Topic, userTopic } from '@kith/protocol';
import type { LoggedEvent, State, View } from '../state.ts';
import type { Address } from './address.ts';

type Trace = EventData<'setting.changed'> | EventData<'setting.superseded'>;

/** When the change that made this rev was edited, on the server's line; 0: trimmed, or of another setting. */
export function timeOf(view: View, address: Address, rev: number): number {
  const event = rev === 0 ? undefined : view.eventOf(userTopic(address.userId), rev);
  const trace = event && traceOf(event, address);
  if (event === undefined || trace === undefined) return 0;
  return 'editedAt' in trace ? trace.editedAt : event.at;
}

/** The body of an event about this setting. */
function traceOf(event: LoggedEvent, { userId, app, scope, key }: Address): Trace | undefined {
  if (!event.type.startsWith('setting.') || event.user !== userId) return undefined;
  const trace = JSON.parse(event.data) as Trace;
  return trace.app === app && trace.scope === scope && trace.key === key ? trace : undefined;
}

/**
 * Blanks the values of a setting in every event that stands in the log: those of the user, and those that told its
 * devices what they lost. A device that is gone left an event of its own, later than any that told it something.
 */
export function blank(state: State, address: Address): void {
  const { userId } = address;
  const devices = new Set(state.list('devices', 'byUser', [userId]).map(({ id }) => id));
  for (const event of eventsOf(state, userTopic(userId))) {
    if (event.type === 'device.left' || event.type === 'device.revoked') {
      devices.add((JSON.parse(event.data) as EventData<'device.left'>).device.id);
    } else blankOne(state, event, address);
  }
  for (const device of devices) {
    for (const event of eventsOf(state, deviceTopic(device))) blankOne(state, event, address);
  }
}

function blankOne(state: State, event: LoggedEvent, address: Address): void {
  const trace = traceOf(event, address);
  if (trace === undefined || !('value' in trace)) return;
  const { value: _, ...rest } = trace;
  state.redact(event.topic, event.seq, JSON.stringify({ ...rest, unset: true, erased: true }));
}

function* eventsOf(view: View, topic: Topic): Generator<LoggedEvent> {
  const upTo = view.head.offset;
  let after = view.floor;
  while (after < upTo) {
    const page = view.events({ topics: [topic], after, upTo, limit: 500, bytesMax: 1024 * 1024 });
    yield* page.events;
    after = page.through;
  }
}
