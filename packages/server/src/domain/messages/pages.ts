/** Pages of messages: the newest, or those before, after or around a place, with the lines between them. */
import { type ChatLine, type MessageView, type Result, utf8Bytes } from '@kith/protocol';
import type { Standing } from '../chats/member-row.ts';
import { type ChatReading, readerIn } from '../chats/reader.ts';
import { accept, type Outcome } from '../command.ts';
import { Named } from '../named.ts';
import type { Message } from '../rows.ts';
import type { View } from '../state.ts';
import { messageOf } from './message-row.ts';
import { firstOf, readableLines, readableMessages, type Span, seqEnd } from './readable.ts';
import { peopleIn, showLine, showMessage } from './show.ts';

/** Lines of one page; of more, the newest. */
const linesMax = 200;

/** Which page; without a place the newest. */
export interface PageRequest extends ChatReading {
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly around?: number | undefined;
  /** Only the answers to this message. */
  readonly thread?: string | undefined;
  readonly limit: number;
  readonly bytesMax: number;
}

/** A page; it ends at `bytesMax` bytes of messages and people, one message at least. */
export function messagesPage(view: View, request: PageRequest): Outcome<Result<'messages.list'>> {
  const here = readerIn(view, request);
  if ('code' in here) return here;
  const { thread } = request;
  const root = thread === undefined ? undefined : messageOf(view, here, thread);
  if (root !== undefined && 'code' in root) return root;
  return accept(pageIn(view, here, request, root?.seq));
}

/** One message. */
export function oneMessage(
  view: View,
  request: ChatReading & { readonly message: string },
): Outcome<Result<'messages.get'>> {
  const here = readerIn(view, request);
  if ('code' in here) return here;
  const row = messageOf(view, here, request.message);
  if ('code' in row) return row;
  const message = showMessage(view, here, row);
  const named = new Named(view);
  named.add(...peopleIn(message));
  return accept({ message, users: named.users });
}

/** Everything before the place is older, the place itself and what follows it is newer. */
function pageIn(
  view: View,
  here: Standing,
  { before, after, around, limit, bytesMax }: PageRequest,
  thread: number | undefined,
): Result<'messages.list'> {
  const place = before ?? around ?? Math.min(after === undefined ? seqEnd : after + 1, seqEnd);
  const [takesOlder, takesNewer] = [after === undefined, after !== undefined || around !== undefined];
  const back = { span: { above: -1, below: place }, way: 'back', thread } as const;
  const on = { span: { above: place - 1, below: seqEnd }, way: 'on', thread } as const;
  const older: Side = { rows: new Ahead(readableMessages(view, here, back)), shown: [] };
  const newer: Side = { rows: new Ahead(readableMessages(view, here, on)), shown: [] };
  const named = new Named(view);
  const sides = [...(takesNewer ? [newer] : []), ...(takesOlder ? [older] : [])];
  fill(sides, { limit, bytesMax, named }, (row) => showMessage(view, here, row));
  const messages = [...older.shown.reverse(), ...newer.shown];
  const [hasBefore, hasAfter] = [older.rows.first !== undefined, newer.rows.first !== undefined];
  const first = takesOlder ? (hasBefore ? messages.at(0)?.seq : 0) : place;
  const last = takesNewer ? (hasAfter ? messages.at(-1)?.seq : seqEnd) : place - 1;
  const span = { above: (first ?? place) - 1, below: (last ?? place) + 1 };
  const lines = thread === undefined ? linesIn(view, here, { span, named }) : [];
  return { messages, lines, users: named.users, hasBefore, hasAfter };
}

/** Where messages are taken from on one side of the place, and what was taken. */
interface Side {
  readonly rows: Ahead<Readonly<Message>>;
  readonly shown: MessageView[];
}

/** Takes from the sides in turn until the page is full or they have no more. */
function fill(
  sides: readonly Side[],
  { limit, bytesMax, named }: { limit: number; bytesMax: number; named: Named },
  show: (row: Readonly<Message>) => MessageView,
): void {
  let bytes = 0;
  for (let count = 0; count < limit; count += 1) {
    const open = sides.filter(({ rows }) => rows.first !== undefined);
    const side = open[count % open.length];
    if (side?.rows.first === undefined) return;
    const message = show(side.rows.first);
    const before = named.count;
    named.add(...peopleIn(message));
    bytes += utf8Bytes(JSON.stringify(message));
    if (count > 0 && bytes + named.bytes > bytesMax) {
      named.cut(before);
      return;
    }
    side.shown.push(message);
    side.rows.step();
  }
}

function linesIn(view: View, here: Standing, { span, named }: { span: Span; named: Named }): ChatLine[] {
  const newest = firstOf(readableLines(view, here, { span, way: 'back' }), linesMax);
  const lines = newest.reverse().map(showLine);
  for (const { user, by } of lines) named.add(user, by);
  return lines;
}

/** Rows of which the first is known before it is taken. */
class Ahead<R> {
  readonly #rows: Iterator<R>;
  #first: R | undefined;

  constructor(rows: Iterator<R>) {
    this.#rows = rows;
    this.step();
  }

  /** Undefined: there are no more. */
  get first(): R | undefined {
    return this.#first;
  }

  /** Goes on to the next one. */
  step(): void {
    const next = this.#rows.next();
    this.#first = next.done === true ? undefined : next.value;
  }
}
