/** The day that stands on top of a feed while one reads through it. */
import type { Row } from './rows.ts';

/** A row where the list puts it, from the top of what is seen. */
export interface Drawn {
  readonly row: Row;
  readonly top: number;
  readonly bottom: number;
}

/** About as high as the day on top, with its margin. */
const chipPixels = 26;

/** A moment of it; null: a line between two days says it in that very place, or there is nothing. */
export function topDay(drawn: readonly Drawn[]): number | null {
  if (drawn.some(({ row, top }) => row.day !== null && Math.abs(top) < chipPixels)) return null;
  const first = drawn.find(({ bottom }) => bottom > chipPixels);
  if (first === undefined) return null;
  const { row } = first;
  return row.kind === 'message' ? row.message.at : (row.lines[0]?.at ?? null);
}
