/** The rows of a feed: messages in groups of one person, folded lines, where a day begins and where the unread does. */
import type { Item, Line, Message } from '@kith/client/chat';

interface Head {
  readonly key: string;
  /** A day begins here: a moment of it. */
  readonly day: number | null;
  /** What follows was not read when the divider was set. */
  readonly isUnreadFirst: boolean;
}

export interface MessageRow extends Head {
  readonly kind: 'message';
  readonly message: Message;
  readonly isGroupFirst: boolean;
  readonly isGroupLast: boolean;
}

/** What else happened; several of one type stand together. */
export interface LinesRow extends Head {
  readonly kind: 'lines';
  readonly lines: readonly Line[];
}

export type Row = MessageRow | LinesRow;

export interface RowsOptions {
  /** The divider stands behind this seq; null: nowhere. */
  readonly divider: number | null;
  /** Earlier messages are there and not loaded: the day of the first may have begun before. */
  readonly hasBefore: boolean;
  /** Of two people, who are in from the first: that need not be said. */
  readonly isDirect?: boolean;
}

/** Messages of one person within this time are one group. */
const groupMs = 5 * 60_000;

export function rowsOf(
  all: readonly Item[],
  { divider, hasBefore, isDirect = false }: RowsOptions,
): readonly Row[] {
  const items = all.filter((item) => item.kind === 'message' || !isImplied(item, isDirect));
  const unread = divider === null ? undefined : firstUnread(items, divider, hasBefore);
  const rows: Row[] = [];
  let before: Item | undefined;
  for (const item of items) {
    const isNewDay = before === undefined ? !hasBefore : !isSameDay(before.at, item.at);
    const day = isNewDay ? item.at : null;
    const last = rows.at(-1);
    if (item.kind === 'line') {
      if (last?.kind === 'lines' && day === null && areAlike(last.lines[0], item))
        rows[rows.length - 1] = { ...last, key: item.key, lines: [...last.lines, item] };
      else rows.push({ kind: 'lines', key: item.key, lines: [item], day, isUnreadFirst: false });
    } else {
      const isUnreadFirst = item === unread;
      const isNext =
        last?.kind === 'message' && day === null && !isUnreadFirst && follows(last.message, item);
      if (isNext) rows[rows.length - 1] = { ...last, isGroupLast: false };
      rows.push({
        kind: 'message',
        key: item.key,
        message: item,
        day,
        isUnreadFirst,
        isGroupFirst: !isNext,
        isGroupLast: true,
      });
    }
    before = item;
  }
  return rows;
}

/** The first message of another behind the divider; undefined too where earlier ones may lie outside. */
function firstUnread(items: readonly Item[], divider: number, hasBefore: boolean): Item | undefined {
  const [first] = items;
  if (hasBefore && first?.seq != null && first.seq > divider + 1) return undefined;
  return items.find(
    (it) => it.kind === 'message' && !it.isOwn && it.seq !== null && it.seq > divider && it.text !== null,
  );
}

function follows(before: Message, next: Message): boolean {
  return before.user === next.user && next.at - before.at < groupMs;
}

/** Whoever began a chat is in it: the line that says who began it says that too. */
function isImplied({ type, reason, user, by }: Line, isDirect: boolean): boolean {
  return type === 'member.joined' && reason === 'created' && (isDirect || user === by);
}

/** Several who came, or several who went, are one line. */
function areAlike(first: Line | undefined, next: Line): boolean {
  if (first === undefined || first.type !== next.type || first.reason !== next.reason) return false;
  return first.type === 'member.joined' || first.type === 'member.left';
}

function isSameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

/** What stands above the content of a row: where it changes, the content must not move. */
export function headOf(row: Row): string {
  const isNamed = row.kind === 'message' && row.isGroupFirst;
  return `${row.day !== null} ${row.isUnreadFirst} ${isNamed}`;
}

/** Whether two rows look the same, so that it need not be drawn again. */
export function isSameRow(one: Row, other: Row): boolean {
  if (one === other) return true;
  if (one.key !== other.key || one.day !== other.day || one.isUnreadFirst !== other.isUnreadFirst)
    return false;
  if (one.kind === 'lines')
    return (
      other.kind === 'lines' &&
      one.lines.length === other.lines.length &&
      one.lines.every((it, at) => it === other.lines[at])
    );
  return (
    other.kind === 'message' &&
    one.message === other.message &&
    one.isGroupFirst === other.isGroupFirst &&
    one.isGroupLast === other.isGroupLast
  );
}

const lineChars = 48;
const linePixels = 22;

/** About how high a row will be, before it is drawn. */
export function guessedHeight(row: Row): number {
  const head = (row.day === null ? 0 : 44) + (row.isUnreadFirst ? 36 : 0);
  if (row.kind === 'lines') return head + 32;
  const { text, replyTo, reactions, replies } = row.message;
  const lines = Math.ceil((text ?? '').length / lineChars) + (text ?? '').split('\n').length - 1;
  const extras = (replyTo === null ? 0 : 48) + (reactions.length === 0 ? 0 : 32) + (replies === 0 ? 0 : 30);
  return head + extras + (row.isGroupFirst ? 34 : 2) + 14 + Math.max(1, lines) * linePixels;
}
