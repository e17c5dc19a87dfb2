/** Resuming: judges a cursor, and says from where a device reads on or why it must start anew. */
import { type Position, parseCursor, type ResetReason } from '@kith/protocol';
import type { Store } from '../store/port.ts';
import { gapAt, type SkippedGap } from './gap.ts';
import type { Tail } from './tail.ts';

/** What a cursor is worth to a device. */
export type Judgement =
  | { readonly resumed: true; readonly position: Position; readonly gap?: SkippedGap }
  | { readonly resumed: false; readonly reason: ResetReason };

/** What is known of the device at this moment. */
export interface ResumeFacts {
  readonly head: number;
  readonly floor: number;
  /** Check of the log at the cursor's offset. */
  readonly check: string | undefined;
  /** Cursors before this offset were made when the device had another user, or none. */
  readonly userSince: number;
}

/**
 * Judges a readable cursor. Pure; the order of the rules is the order in which they can be told.
 *
 * The check is of the event's own hash, which covers random bits: a log that was rewound and written on, be it
 * by a copied file, a snapshot of the machine or a promoted standby, differs at every offset that it wrote anew.
 */
export function judge(position: Position, epoch: string, facts: ResumeFacts): Judgement {
  if (position.epoch !== epoch) return { resumed: false, reason: 'foreign' };
  if (position.offset > facts.head) return { resumed: false, reason: 'future' };
  if (position.offset < facts.floor) return { resumed: false, reason: 'trimmed' };
  if (position.check !== facts.check) return { resumed: false, reason: 'rewound' };
  if (position.offset < facts.userSince) return { resumed: false, reason: 'user-changed' };
  return { resumed: true, position };
}

/** Judges the cursor of a device. What it skipped must have been skipped in this log as well. */
export async function judgeCursor(
  means: { tail: Tail; store: Store },
  cursor: string,
  device: { id: string; userSince: number },
): Promise<Judgement> {
  const position = parseCursor(cursor);
  if (position === undefined) return { resumed: false, reason: 'unreadable' };
  const judged = await judgePosition(means, position, device);
  const gap = gapAt(position);
  if (!judged.resumed || gap === undefined) return judged;
  const end = { epoch: position.epoch, offset: gap.upTo, check: gap.check };
  const skipped = await judgePosition(means, end, device);
  return skipped.resumed ? { ...judged, gap } : skipped;
}

/** Judges a position, from memory where the ring reaches. */
async function judgePosition(
  { tail, store }: { tail: Tail; store: Store },
  position: Position,
  device: { id: string; userSince: number },
): Promise<Judgement> {
  const check = position.epoch === tail.epoch ? tail.checkAt(position.offset) : undefined;
  if (check !== undefined) {
    return judge(position, tail.epoch, {
      head: tail.head.offset,
      floor: 0,
      check,
      userSince: device.userSince,
    });
  }
  const facts = await store.read('position', { offset: position.offset, device: device.id });
  return judge(position, tail.epoch, { ...facts, head: facts.head.offset });
}
