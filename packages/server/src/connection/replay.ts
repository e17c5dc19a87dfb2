/**
 * Replay: reads a connection on from its cursor, as fast as its reader takes it, until it is live.
 *
 * Everything here runs on the thread that also runs the tail. A connection becomes live in the same turn in
 * which it has read up to the tail's head, so no event can fall between, and none can come twice.
 */
import type { Reading } from '../domain/reading.ts';
import { OutboundEvent } from '../log/encoding.ts';
import type { Tail } from '../log/tail.ts';
import type { Store } from '../store/port.ts';
import type { Tallies } from './tallies.ts';

/** What the replay needs of a connection. */
export interface Reader {
  readonly isBehind: boolean;
  /** Writes events in order. */
  tell(events: readonly OutboundEvent[]): void;
  /** Resolves when its reader has taken nearly all of what was written. */
  drained(): Promise<void>;
}

/** How a replay ended: at the head, at the trim point, or because the connection went away. */
export type ReplayEnd = 'head' | 'trimmed' | 'gone';

/** Reads on from `after`; on `head`, `onHead` has been called in the same turn in which the head was reached. */
export async function replay(
  { store, tail, tallies }: { store: Store; tail: Tail; tallies: Tallies },
  reader: Reader,
  { reading, after, limit, bytesMax }: { reading: Reading; after: number; limit: number; bytesMax: number },
  onHead: () => void,
): Promise<ReplayEnd> {
  let position = after;
  // A snapshot may be of a commit that this node's tail has yet to be told.
  await tail.reached(position);
  for (;;) {
    await reader.drained();
    if (!reader.isBehind) return 'gone';
    const slice = tail.read(reading, position, { limit, bytesMax });
    if (slice !== undefined) {
      tallies.replayReads.add('ring');
      reader.tell(slice.events);
      position = slice.through;
      if (position === tail.head.offset) {
        onHead();
        return 'head';
      }
    } else {
      tallies.replayReads.add('database');
      const upTo = tail.head.offset;
      const page = await store.read('page', {
        reach: reading.reach,
        after: position,
        upTo,
        limit,
        bytesMax,
      });
      if (!reader.isBehind) return 'gone';
      if (position < page.floor) return 'trimmed';
      reader.tell(page.events.map((event) => new OutboundEvent(tail.epoch, event)));
      position = page.through;
    }
  }
}
