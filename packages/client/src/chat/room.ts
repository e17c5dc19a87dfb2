/** A room: one chat as this device knows it, by the server's word alone, with all that is open of it. */
import type { ChatSummary, WireEvent } from '@kith/protocol';
import type { Preview } from './api.ts';
import { applied, counter, mentions, messageIn, previewing, type Segment, trimmed } from './segment.ts';
import { Tally } from './tally.ts';
import type { ChatThread } from './thread.ts';
import { type Happened, previewOf, sentMessage, type ToldMessage, unknownPreview } from './told.ts';

/** Newest messages that are held of a chat which nobody looks at. */
const newestMax = 60;

export interface RoomMeans {
  readonly me: () => string | undefined;
  readonly unreadMax: () => number | undefined;
  /** Reads one message, for what a reply shows. */
  readonly fetch: (chat: string, message: string) => void;
  readonly onChange: (chat: string) => void;
}

export class Room {
  readonly id: string;
  /** Null: not a member, or not known yet. Its counts are those of the tally. */
  summary: ChatSummary | null = null;
  tally: Tally | undefined;
  /** The newest messages, without a gap up to the end. */
  newest: Segment | undefined;
  /** The server told them in this session, and every event since. */
  isNewestLive = false;
  readonly threads = new Set<ChatThread>();
  readonly #means: RoomMeans;

  constructor(id: string, means: RoomMeans) {
    this.id = id;
    this.#means = means;
  }

  /** The server's word of a moment. What of the chat came before is in it. */
  take(summary: ChatSummary): void {
    const { me, unreadMax } = this.#means;
    this.summary = summary;
    const held = counter(() => (this.isNewestLive ? this.newest : undefined), me);
    this.tally = new Tally(summary, { held, max: unreadMax() });
    this.#changed();
  }

  /** One is no member any more: nothing of it may show. */
  leave(): void {
    this.summary = null;
    this.tally = undefined;
    this.newest = undefined;
    this.isNewestLive = false;
    for (const thread of this.threads) thread.drop();
    this.#changed();
  }

  /** Events were missed: what is held may be old. */
  doubt(): void {
    this.isNewestLive = false;
    if (this.threads.size === 0) this.newest = undefined;
    for (const thread of this.threads) thread.doubt();
  }

  /** What the cache of this device has, until the server speaks. */
  restore(segment: Segment): void {
    this.newest ??= segment;
    for (const thread of this.threads) thread.restore(segment);
  }

  /** What the cache of this device keeps of it. */
  get kept(): ChatSummary | undefined {
    const { summary, tally } = this;
    if (summary === null || tally === undefined) return undefined;
    return { ...summary, read: tally.read, ...tally.counts() };
  }

  keep(segment: Segment): void {
    this.newest = trimmed(segment, newestMax, 'end');
    this.isNewestLive = true;
  }

  event(event: Happened): void {
    this.count(event);
    this.newest &&= this.#moved(this.newest, event);
    for (const thread of this.threads) thread.event(event);
    this.#changed();
  }

  get reading() {
    return { me: this.#means.me(), previewed: this.previewed };
  }

  /** What a reply shows of the message that it answers. */
  readonly previewed = (message: string): Preview => {
    const found = foundIn(this.#sure, message);
    if (found !== undefined) return previewOf(found);
    this.#means.fetch(this.id, message);
    return unknownPreview(message);
  };

  /** What a reply answers was read. */
  fetched(message: ToldMessage): void {
    const preview = previewOf(message);
    if (this.newest !== undefined) this.newest = previewing(this.newest, preview);
    for (const thread of this.threads) thread.previewed(preview);
  }

  /** Everything that is held here of what was said. */
  get held(): readonly ToldMessage[] {
    const segments = [this.newest, ...[...this.threads].map(({ segment }) => segment)];
    const items = segments.flatMap((it) => it?.items ?? []);
    return items.filter((it): it is ToldMessage => it.kind === 'message');
  }

  /** A message that is held here, wherever. */
  message(id: string): ToldMessage | undefined {
    return foundIn([this.newest, ...[...this.threads].map(({ segment }) => segment)], id);
  }

  /** What no event was missed of. */
  get #sure(): readonly (Segment | undefined)[] {
    const threads = [...this.threads].filter(({ isDoubted }) => !isDoubted);
    return [this.isNewestLive ? this.newest : undefined, ...threads.map(({ segment }) => segment)];
  }

  /** What is not up to date is not gone on with: there would be a gap. */
  #moved(newest: Segment, event: Happened): Segment {
    if (this.isNewestLive) return trimmed(applied(newest, event, this.reading), newestMax, 'end');
    return { ...applied({ ...newest, hasAfter: true }, event, this.reading), hasAfter: newest.hasAfter };
  }

  /** What a list shows of the chat; an event that is in the server's word already changes nothing. */
  count(event: Happened): void {
    const { summary, tally } = this;
    if (summary === null || tally === undefined || event.seq <= summary.seq) return;
    const me = this.#means.me();
    const next = { ...summary, ...changes(summary, event, me), seq: event.seq };
    this.summary = next;
    if (event.type === 'message.sent' && event.actor.user !== me && event.data.deleted !== true)
      tally.said(event.seq, mentionsIn(event, me));
    else if (event.type === 'message.edited' && event.actor.user !== me)
      tally.edited(event.data.seq, mentionsIn(event, me));
    else if (event.type === 'message.deleted') tally.deleted(event.data.seq);
  }

  #changed(): void {
    this.#means.onChange(this.id);
  }
}

function foundIn(segments: readonly (Segment | undefined)[], id: string): ToldMessage | undefined {
  for (const segment of segments) {
    const found = segment && messageIn(segment, id);
    if (found !== undefined) return found;
  }
  return undefined;
}

function mentionsIn(
  { actor, data }: WireEvent<'message.sent'> | WireEvent<'message.edited'>,
  me: string | undefined,
): boolean {
  return mentions({ user: actor.user ?? '', mentions: data.mentions ?? [] }, me);
}

/** What an event makes of what a list shows of a chat. */
function changes(summary: ChatSummary, event: Happened, me: string | undefined): Partial<ChatSummary> {
  const last = summary.lastMessage;
  switch (event.type) {
    case 'chat.created':
      return event.data;
    case 'chat.updated': {
      const { title = summary.title, purpose = summary.purpose, listed = summary.listed } = event.data;
      return { title, purpose, listed };
    }
    case 'member.joined':
      return {
        memberCount: event.data.chat.memberCount,
        ...(summary.kind === 'direct' && event.data.user !== me && { partner: event.data.member.user }),
      };
    case 'member.left':
      return { memberCount: Math.max(0, summary.memberCount - 1) };
    case 'member.role-changed':
      return event.data.user === me ? { role: event.data.role } : {};
    case 'message.sent':
      return { lastMessage: previewOf(sentMessage(event, null)) };
    case 'message.edited':
      if (last?.id !== event.data.id || last.text === null || event.data.deleted === true) return {};
      return { lastMessage: previewOf({ ...last, text: event.data.text }) };
    case 'message.deleted':
      return last?.id === event.data.id ? { lastMessage: { ...last, text: null } } : {};
    default:
      return {};
  }
}

/** A chat that one has just become a member of, as its first event tells it. */
export function joinedSummary(event: WireEvent<'member.joined'>, me: string): ChatSummary {
  const { chat, member, request } = event.data;
  const { members = [], ...view } = chat;
  const partner = chat.kind === 'direct' ? members.find(({ user }) => user.id !== me)?.user : undefined;
  return {
    ...view,
    role: member.role,
    seq: event.seq,
    since: event.seq,
    read: event.seq,
    unread: 0,
    mentions: 0,
    lastMessage: null,
    ...(partner !== undefined && { partner }),
    ...(request === true && { request }),
  };
}
