/** Which messages and lines of a chat its member may read: all of them, or those of the member's own stays. */
import type { Standing } from '../chats/member-row.ts';
import type { Line, Message, Stay } from '../rows.ts';
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

/** A span, and which way it is read. */
export interface Stretch {
  readonly span: Span;
  readonly way: Way;
}

/** Rows that are looked up at once, at most: what lies far beyond a cut is not read. */
const rowsAtOnce = 32;

/** The messages in a span that the member may read; of a thread, the answers to the message at that seq. */
export function readableMessages(
  view: View,
  here: Standing,
  { thread, ...stretch }: Stretch & { readonly thread?: number | undefined },
): Generator<Readonly<Message>> {
  const { id } = here.chat;
  return readableRows(view, here, stretch, (page) =>
    thread === undefined
      ? view.list('messages', 'byChat', [id], page)
      : view.list('messages', 'byReply', [id, thread], page),
  );
}

/** The lines in a span that the member may read. */
export function readableLines(view: View, here: Standing, stretch: Stretch): Generator<Readonly<Line>> {
  return readableRows(view, here, stretch, (page) => view.list('lines', 'byChat', [here.chat.id], page));
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

/** Rows of a lookup whose last key column is the seq. */
type Listing<R> = (page: Page) => readonly R[];

function* readableRows<R extends { readonly seq: number }>(
  view: View,
  here: Standing,
  { span, way }: Stretch,
  list: Listing<R>,
): Generator<R> {
  const parts = showsAll(here.chat) ? [span] : readableParts(view, here, { span, way }, list);
  for (const part of parts) yield* rowsIn(part, way, list);
}

/**
 * The parts of a span that the member may read and in which rows stand, in the order of the way.
 *
 * It goes from a row to the stay around it, or to the next stay, and from there to the next row. So it passes over
 * any number of stays in which nothing stands: somebody may have come and gone without end.
 */
function* readableParts<R extends { readonly seq: number }>(
  view: View,
  here: Standing,
  { span, way }: Stretch,
  list: Listing<R>,
): Generator<Span> {
  let { above, below } = span;
  for (;;) {
    const [row] = list(pageOf({ above, below }, way, 1));
    if (row === undefined) return;
    const begun = stayAt(view, here, row.seq);
    const isIn = begun !== undefined && row.seq <= endOf(begun);
    const stay = isIn || way === 'back' ? begun : nextStay(view, here, row.seq);
    if (stay === undefined) return;
    const part = { above: Math.max(above, stay.from - 1), below: Math.min(below, endOf(stay) + 1) };
    if (isIn) yield part;
    if (way === 'on') above = isIn ? part.below - 1 : part.above;
    else below = isIn ? part.above + 1 : part.below;
  }
}

/** The last seq of a stay. */
function endOf({ to }: Readonly<Stay>): number {
  return to ?? seqEnd - 1;
}

/** The member's first stay that began behind this seq. */
function nextStay(view: View, { chat, member }: Standing, seq: number): Readonly<Stay> | undefined {
  return view.list('stays', 'byChat', [member.userId, chat.id], { above: seq, limit: 1 })[0];
}

/** The rows of a span, a few at first and then more at once. */
function* rowsIn<R extends { readonly seq: number }>(span: Span, way: Way, list: Listing<R>): Generator<R> {
  let { above, below } = span;
  for (let limit = 1; ; limit = Math.min(4 * limit, rowsAtOnce)) {
    const rows = list(pageOf({ above, below }, way, limit));
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < limit) return;
    if (way === 'on') above = last.seq;
    else below = last.seq;
  }
}

function pageOf({ above, below }: Span, way: Way, limit: number): Page {
  const page = { above, below, limit };
  return way === 'on' ? page : { ...page, descending: true };
}
