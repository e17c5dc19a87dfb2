/** A segment: messages of one chat without a gap between them, as pages and events told them. Immutable. */
import type { Preview } from './api.ts';
import type { CountHeld, Counts } from './tally.ts';
import {
  deleted,
  edited,
  type Happened,
  lineIn,
  previewOf,
  reacted,
  sentMessage,
  type Told,
  type ToldMessage,
} from './told.ts';

export interface Segment {
  /** Oldest first. */
  readonly items: readonly Told[];
  readonly hasBefore: boolean;
  /** False: it reaches the end of the chat, and what is said next belongs behind it. */
  readonly hasAfter: boolean;
}

/** How an event is read: who reads, and what is known of what a reply answers. */
export interface Reading {
  readonly me: string | undefined;
  readonly previewed: (message: string) => Preview;
  /** Only answers to this message are in it. */
  readonly root?: string | undefined;
}

/** Puts an item in its place; what stands there already stays. */
function inserted(items: readonly Told[], item: Told): readonly Told[] {
  let at = items.length;
  while (at > 0 && (items[at - 1]?.seq ?? 0) > item.seq) at -= 1;
  return items[at - 1]?.seq === item.seq ? items : [...items.slice(0, at), item, ...items.slice(at)];
}

/** Both together; where both have an item, `fresh` is believed. */
export function joined(old: readonly Told[], fresh: readonly Told[]): readonly Told[] {
  const all = new Map([...old, ...fresh].map((it) => [it.seq, it]));
  return [...all.values()].sort((a, b) => a.seq - b.seq);
}

/** What an event makes of a segment: the same one where it changes nothing. */
export function applied(segment: Segment, event: Happened, reading: Reading): Segment {
  switch (event.type) {
    case 'message.sent':
      return said(segment, event, reading);
    case 'message.edited':
      return requoted(
        changed(segment, event.data.id, (it) => edited(it, event)),
        event.data,
      );
    case 'message.deleted':
      return gone(segment, event);
    case 'reaction.added':
    case 'reaction.removed':
      return changed(segment, event.data.message, (it) => reacted(it, event, reading.me));
    default: {
      const line = lineIn(event);
      if (line === undefined || segment.hasAfter || reading.root !== undefined) return segment;
      return withItems(segment, inserted(segment.items, line));
    }
  }
}

function said(
  segment: Segment,
  event: Extract<Happened, { type: 'message.sent' }>,
  { previewed, root }: Reading,
): Segment {
  const { replyTo, id, deleted: isDeleted } = event.data;
  if (segment.items.some((it) => it.kind === 'message' && it.id === id)) return segment;
  const counted =
    replyTo === undefined || isDeleted === true
      ? segment
      : changed(segment, replyTo, (it) => ({ ...it, replies: it.replies + 1 }));
  if (segment.hasAfter || (root !== undefined && replyTo !== root)) return counted;
  const quoted = replyTo === undefined ? undefined : messageIn(counted, replyTo);
  const preview = quoted === undefined ? replyTo && previewed(replyTo) : previewOf(quoted);
  const message = sentMessage(event, preview || null);
  return withItems(counted, inserted(counted.items, message));
}

function gone(segment: Segment, event: Extract<Happened, { type: 'message.deleted' }>): Segment {
  const before = messageIn(segment, event.data.id);
  const blanked = requoted(
    changed(segment, event.data.id, (it) => deleted(it, event)),
    { id: event.data.id, text: null },
  );
  const answered = before !== undefined && before.text !== null ? before.replyTo?.id : undefined;
  return answered === undefined
    ? blanked
    : changed(blanked, answered, (it) => ({ ...it, replies: Math.max(0, it.replies - 1) }));
}

/** Changes a message, and what replies show of it. */
function changed(segment: Segment, id: string, change: (message: ToldMessage) => ToldMessage): Segment {
  const before = messageIn(segment, id);
  const after = before && change(before);
  if (after === undefined) return segment;
  // A page may have brought the message as it is now, and its answers with what it was.
  if (before === after) return previewing(segment, previewOf(after));
  const items = segment.items.map((it) => (it === before ? after : it));
  return previewing({ ...segment, items }, previewOf(after));
}

/** Also of a message that is not in the segment, replies show what it says now. */
function requoted(
  segment: Segment,
  { id, text }: { readonly id: string; readonly text: string | null },
): Segment {
  if (messageIn(segment, id) !== undefined) return segment;
  const quoted = segment.items.find((it) => it.kind === 'message' && it.replyTo?.id === id);
  if (quoted?.kind !== 'message' || quoted.replyTo === null || quoted.replyTo.text === null) return segment;
  return previewing(segment, previewOf({ ...quoted.replyTo, text }));
}

/** What replies show of a message is this. */
export function previewing(segment: Segment, preview: Preview): Segment {
  const isOther = (it: Told): it is ToldMessage =>
    it.kind === 'message' &&
    it.replyTo?.id === preview.id &&
    (it.replyTo.text !== preview.text || it.replyTo.user !== preview.user);
  if (!segment.items.some(isOther)) return segment;
  return withItems(
    segment,
    segment.items.map((it) => (isOther(it) ? { ...it, replyTo: preview } : it)),
  );
}

export function messageIn({ items }: Segment, id: string): ToldMessage | undefined {
  return items.find((it): it is ToldMessage => it.kind === 'message' && it.id === id);
}

/** At most `max` items: those of the other end go. */
export function trimmed(segment: Segment, max: number, keep: 'start' | 'end'): Segment {
  const { items } = segment;
  if (items.length <= max) return segment;
  return keep === 'start'
    ? { ...segment, items: items.slice(0, max), hasAfter: true }
    : { ...segment, items: items.slice(-max), hasBefore: true };
}

/** Counts what others said in it. */
export function counter(segment: () => Segment | undefined, me: () => string | undefined): CountHeld {
  return (from, to) => {
    const held = segment();
    if (held === undefined || held.hasAfter) return undefined;
    if (held.hasBefore && (held.items[0]?.seq ?? Number.POSITIVE_INFINITY) > from + 1) return undefined;
    const unread = held.items.filter(
      (it): it is ToldMessage =>
        it.kind === 'message' && it.seq > from && it.seq <= to && it.text !== null && it.user !== me(),
    );
    return {
      unread: unread.length,
      mentions: unread.filter((it) => mentions(it, me())).length,
    } satisfies Counts;
  };
}

/** Whether it mentions somebody else's reader, by name or by all. */
export function mentions(
  { mentions, user }: Pick<ToldMessage, 'mentions' | 'user'>,
  me: string | undefined,
): boolean {
  if (me === undefined || user === me) return false;
  return mentions.includes(me) || mentions.includes('all');
}

function withItems(segment: Segment, items: readonly Told[]): Segment {
  return items === segment.items ? segment : { ...segment, items };
}
