/** The gap: what a cursor remembers of events that were skipped while it is still within them. */
import { formatCursor, type Notifications, type Position } from '@kith/protocol';
import type { Skip } from '../domain/reading.ts';

/** Where the reader was when it asked for at most `limit` events of a chat, and where the log ended then. */
export interface SkippedGap {
  readonly after: number;
  readonly upTo: number;
  /** Check of the log at `upTo`: in another log other events were skipped. */
  readonly check: string;
  readonly limit: number;
}

const shape = /^l([0-9]{1,16})-([0-9]{1,16})-([0-9a-f]{8})-([0-9]{1,4})$/;

/** The cursor of a position that may lie within a gap; behind its end nothing needs to be remembered. */
export function cursorWithin(gap: SkippedGap | undefined, { epoch, offset, check }: Position): string {
  const isWithin = gap !== undefined && offset < gap.upTo;
  return formatCursor({ epoch, offset, check, ...(isWithin ? { part: formatGap(gap) } : {}) });
}

/** What a reader at the beginning of a gap is told of what is skipped in it. */
export function limitedIn(
  gap: SkippedGap,
  skips: readonly Skip[],
  position: Position,
): Notifications['limited'][] {
  const cursor = cursorWithin(gap, position);
  return skips.map(({ topic, fromSeq, toSeq }) => ({ topic, fromSeq, toSeq, cursor }));
}

function formatGap({ after, upTo, check, limit }: SkippedGap): string {
  return `l${after}-${upTo}-${check}-${limit}`;
}

/** The gap that the position stands in; undefined where its part is none, or nonsense. */
export function gapAt({ offset, part }: Pick<Position, 'offset' | 'part'>): SkippedGap | undefined {
  const [, from, to, check, most] = (part === undefined ? null : shape.exec(part)) ?? [];
  if (check === undefined) return undefined;
  const [after, upTo, limit] = [Number(from), Number(to), Number(most)];
  return after <= offset && offset < upTo && Number.isSafeInteger(upTo)
    ? { after, upTo, check, limit }
    : undefined;
}
