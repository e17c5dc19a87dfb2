/** Reading what parts of topics say after an offset, with no index but (topic, seq). */
import type { Topic } from '@kith/protocol';
import { known } from '../../base/assert.ts';
import type { LoggedEvent, View } from '../../domain/state.ts';
import type { Log } from './log.ts';

type Request = Parameters<View['events']>[0];

/** The events of `View.events`, up to `head`. */
export function delta(log: Log, head: number, request: Request): { events: LoggedEvent[]; through: number } {
  const upTo = Math.min(request.upTo, head);
  // One more than asked for tells a full page from the end.
  const offsets = firstOffsets(log, { ...request, upTo }, request.limit + 1);
  const events: LoggedEvent[] = [];
  let bytes = 0;
  for (const offset of offsets) {
    const last = events.at(-1);
    if (last !== undefined && events.length >= request.limit) return { events, through: last.offset };
    const event = known(log.at(offset), 'an event that the index knows');
    bytes += Buffer.byteLength(event.data);
    if (last !== undefined && bytes > request.bytesMax) return { events, through: last.offset };
    events.push(event);
  }
  return { events, through: Math.max(upTo, request.after) };
}

/** The first `count` offsets of the reaches in `(after, upTo]`, in order. */
function firstOffsets(log: Log, { reach, after, upTo }: Request, count: number): number[] {
  let found: number[] = [];
  let bound = upTo;
  for (const { topic, from = 1, to = Number.MAX_SAFE_INTEGER } of reach) {
    const begin = firstSeqAfter(log, topic, after);
    if (begin === undefined || begin > to) continue;
    const taken: number[] = [];
    for (const { seq, offset } of log.placesFrom(topic, Math.max(begin, from))) {
      if (seq > to || offset > bound || taken.length === count) break;
      taken.push(offset);
    }
    found = found.length === 0 ? taken : [...found, ...taken].sort((a, b) => a - b).slice(0, count);
    if (found.length === count) bound = known(found.at(-1), 'a full page');
  }
  return found;
}

/**
 * The first seq of the topic whose event lies behind `after`.
 *
 * In a topic the order of seqs is that of offsets. Most readers are close to the end, so the steps back double
 * until one is far enough, and the rest is halved.
 */
function firstSeqAfter(log: Log, topic: Topic, after: number): number | undefined {
  const last = log.lastOf(topic);
  if (last === undefined || last.offset <= after) return undefined;
  let behind = last.seq;
  let step = 1;
  let before = behind - step;
  while (isBehind(log, topic, before, after)) {
    behind = before;
    step *= 2;
    before -= step;
  }
  while (behind - before > 1) {
    const middle = before + Math.floor((behind - before) / 2);
    if (isBehind(log, topic, middle, after)) behind = middle;
    else before = middle;
  }
  return behind;
}

/** Trimmed events, and seqs that never were, count as read. */
function isBehind(log: Log, topic: Topic, seq: number, after: number): boolean {
  const place = seq < 1 ? undefined : log.placeOf(topic, seq);
  return place !== undefined && place.offset > after;
}
