/** Which messages and lines of a chat its member may read: all of them, or those of the member's own stays. */
import type { Standing } from '../chats/member-row.ts';
import type { Line, Message } from '../rows.ts';
import type { Page, View } from '../state.ts';
import { showsAll, stayAt } from './visible.ts';

/** Behind every seq. */
export const seqEnd = Number.MAX_SAFE_INTEGER;

/** A part of a chat; neither bound is in it. */
export interface Span {
  readonly above: number;
  readonly below: number;
}

/** Which way rows are read: towards the newest, or back from it. */
export type Way = 'on' | 'back';

/** Rows that are looked up at once, at most: what lies far beyond a cut is not read. */
const rowsAtOnce = 32;

/** The messages in a span that the member may read; of a thread, the answers to the message at that seq. */
export function* readableMessages(
  view: View,
  here: Standing,
  { span, way, thread }: { span: Span; way: Way; thread?: number | undefined },
): Generator<Readonly<Message>> {
  const { id } = here.chat;
  for (const part of readableSpans(view, here, span, way)) {
    const list = (page: Page) =>
      thread === undefined
        ? view.list('messages', 'byChat', [id], page)
        : view.list('messages', 'byReply', [id, thread], page);
    yield* rowsIn(part, way, list, ({ seq }) => seq);
  }
}

/** The lines in a span that the member may read. */
export function* readableLines(
  view: View,
  here: Standing,
  { span, way }: { span: Span; way: Way },
): Generator<Readonly<Line>> {
  for (const part of readableSpans(view, here, span, way)) {
    const list = (page: Page) => view.list('lines', 'byChat', [here.chat.id], page);
    yield* rowsIn(part, way, list, ({ seq }) => seq);
  }
}

/** The first of these rows. */
export function firstOf<R>(rows: Iterable<R>, count: number): R[] {
  const first: R[] = [];
  for (const row of rows) {
    first.push(row);
    if (first.length >= count) break;
  }
  return first;
}

/** The parts of a span that the member may read, in the order of the way. */
function* readableSpans(view: View, here: Standing, span: Span, way: Way): Generator<Span> {
  if (showsAll(here.chat)) {
    yield span;
    return;
  }
  // A stay that begins before the span may reach into it.
  const first = stayAt(view, here, span.above)?.from ?? 0;
  const begun = { above: Math.min(first, span.above) - 1, below: span.below };
  const list = (page: Page) => view.list('stays', 'byChat', [here.member.userId, here.chat.id], page);
  for (const stay of rowsIn(begun, way, list, ({ from }) => from)) {
    const part = {
      above: Math.max(span.above, stay.from - 1),
      below: Math.min(span.below, stay.to === null ? seqEnd : stay.to + 1),
    };
    if (part.below - part.above > 1) yield part;
  }
}

/** The rows of a lookup whose last key column lies in a span, a few at first and then more at once. */
function* rowsIn<R>(
  span: Span,
  way: Way,
  list: (page: Page) => readonly R[],
  placeOf: (row: R) => number,
): Generator<R> {
  let { above, below } = span;
  for (let limit = 1; ; limit = Math.min(4 * limit, rowsAtOnce)) {
    const page = { above, below, limit };
    const rows = list(way === 'on' ? page : { ...page, descending: true });
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < limit) return;
    if (way === 'on') above = placeOf(last);
    else below = placeOf(last);
  }
}
