/** Queries about what a user reads of chats, what a device missed, and where its cursor stands. */
import { chatTopic, type Topic } from '@kith/protocol';
import { userSince } from './device-row.ts';
import { ownTopics, Reading, type Skip } from './reading.ts';
import type { Reach, View } from './state.ts';
import { Stays } from './stays.ts';

/** A position in the log. */
interface Mark {
  readonly offset: number;
  readonly check: string;
}

/** What a reader missed, and how much of it at most of one chat is replayed. */
export interface Gap {
  readonly after: number;
  /** Where the gap ended when it was judged; the head where that is now. */
  readonly upTo?: number;
  readonly limit: number;
}

/** Stays that are looked at together. */
const staysPage = 64;

export const reachQueries = {
  /**
   * What a user reads of chats: where it is in, and with `after` also the stays whose last event lies behind that.
   *
   * With `gap` also what is to be skipped. All of it is of the moment of `head`.
   */
  reachOf(
    view: View,
    { user, after, gap }: { user: string; after?: number; gap?: Gap },
  ): { stays: readonly Reach[]; skips: readonly Skip[]; head: Mark } {
    const stays = after === undefined ? openStays(view, user) : staysBehind(view, user, after);
    return { stays, skips: gap === undefined ? [] : skipsOf(view, stays, gap), head: view.head };
  },

  /** What a device may read after an offset, by what it may read at that same moment. */
  deltaOf(
    view: View,
    request: { device: string; after: number; limit: number; bytesMax: number; gap?: Gap },
  ): ReturnType<View['events']> & {
    head: Mark;
    floor: number;
    userSince: number;
    skips: readonly Skip[];
  } {
    const { device, gap, ...page } = request;
    const { head, floor } = view;
    const row = view.get('devices', device);
    const user = row?.userId ?? null;
    // Most polls find nothing new: then nothing is looked up.
    const isAtHead = page.after >= head.offset;
    const rows = user === null || isAtHead ? [] : staysBehind(view, user, page.after);
    const skips = gap === undefined ? [] : skipsOf(view, rows, gap);
    const stays = new Stays();
    stays.add(rows);
    const { reach } = new Reading(ownTopics(device, user), stays, skips);
    const events = view.events({ ...page, reach, upTo: head.offset });
    return { ...events, head, floor, skips, userSince: row === undefined ? 0 : userSince(view, row) };
  },

  /** What `resume` must know to judge a cursor of this device. */
  position(
    view: View,
    { offset, device }: { offset: number; device: string },
  ): {
    head: Mark;
    floor: number;
    check: string | undefined;
    /** Offset from which on the device reads what its present user reads. */
    userSince: number;
  } {
    const row = view.get('devices', device);
    return {
      head: view.head,
      floor: view.floor,
      check: offset === 0 ? '00000000' : view.checkAt(offset),
      userSince: row === undefined ? 0 : userSince(view, row),
    };
  },
};

function openStays(view: View, user: string): Reach[] {
  return view
    .list('members', 'byUser', [user])
    .map(({ chatId, since }) => ({ topic: chatTopic(chatId), from: since }));
}

/**
 * The open stays, and those whose last event lies behind `after`.
 *
 * From the latest backward: behind the first stay of a chat that ended before, all earlier ones did too, and are
 * passed over without being read. So it costs as much as the user has chats, however often they came and went.
 */
function staysBehind(view: View, user: string, after: number): Reach[] {
  const found: Reach[] = [];
  let passed: string | undefined;
  for (let before: { after?: (string | number)[] } = {}; ; ) {
    const rows = view.list('stays', 'byUser', [user], { descending: true, limit: staysPage, ...before });
    for (const { chatId, from, to } of rows) {
      if (chatId === passed) continue;
      const topic = chatTopic(chatId);
      if (to === null) found.push({ topic, from });
      else if (isBehind(view, topic, to, after)) found.push({ topic, from, to });
      else passed = chatId;
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < staysPage) return found;
    before = { after: [user, last.chatId, last.chatId === passed ? 0 : last.from] };
  }
}

/** The chats of which more than `limit` events lie in the gap, and that the user was in all the while. */
function skipsOf(view: View, stays: readonly Reach[], gap: Gap): Skip[] {
  const { after, upTo = view.head.offset, limit } = gap;
  return stays.flatMap(({ topic, from = 1, to = Number.POSITIVE_INFINITY }) => {
    const toSeq = lastSeqUpTo(view, topic, upTo);
    // Nearly all chats end here: one look tells that no more than `limit` were missed.
    if (to <= toSeq || toSeq - limit <= from || !isBehind(view, topic, toSeq - limit, after)) return [];
    const before = lastSeqUpTo(view, topic, after);
    return before < from ? [] : [{ topic, fromSeq: before + 1, toSeq }];
  });
}

/** Seq of the topic's last event that does not lie behind `offset`. In a topic the order of seqs is that of offsets. */
function lastSeqUpTo(view: View, topic: Topic, offset: number): number {
  let behind = view.seq(topic) + 1;
  let step = 1;
  let before = behind - step;
  while (isBehind(view, topic, before, offset)) {
    behind = before;
    step *= 2;
    before -= step;
  }
  while (behind - before > 1) {
    const middle = before + Math.floor((behind - before) / 2);
    if (isBehind(view, topic, middle, offset)) behind = middle;
    else before = middle;
  }
  return Math.max(0, before);
}

/** Trimmed events, and seqs that never were, lie before every cursor that resumes. */
function isBehind(view: View, topic: Topic, seq: number, offset: number): boolean {
  return seq > 0 && (view.eventOf(topic, seq)?.offset ?? 0) > offset;
}
