/** What lists show of a chat: the server's word, and what this person and this device have to say about it. */
import type { ChatEntry, Person } from './api.ts';
import type { Choices } from './choices.ts';
import type { Entry } from './entry.ts';
import type { People } from './people.ts';
import type { Room } from './room.ts';

export interface EntryMeans {
  readonly people: People;
  readonly choices: Choices;
  readonly serverNow: () => number;
  readonly unsent: (chat: string) => readonly Entry[];
  /** Where it is read to, where the server has not said so yet. */
  readonly markedAt: (chat: string) => number | undefined;
  readonly typing: (chat: string) => readonly string[];
  readonly draft: (chat: string) => string | null;
}

/** The entry of a room; null: not a member. The same as `before` where nothing differs. */
export function entryOf(
  { id, summary, tally }: Room,
  means: EntryMeans,
  before: ChatEntry | null | undefined,
): ChatEntry | null {
  if (summary === null || tally === undefined) return null;
  const { choices, people } = means;
  const read = means.markedAt(id) ?? tally.read;
  const unsent = means
    .unsent(id)
    .filter(({ stored, claimed }) => stored === undefined && claimed === undefined);
  const failed = unsent.filter(({ state }) => state === 'failed').length;
  const archived = choices.archived(id);
  const partner = summary.partner && (people.get(summary.partner.id) ?? summary.partner);
  const typing = choices.is('show.typing') ? whoWrites(id, means) : [];
  const entry: ChatEntry = {
    id,
    kind: summary.kind,
    title: summary.title,
    purpose: summary.purpose,
    history: summary.history,
    listed: summary.listed,
    memberCount: summary.memberCount,
    role: summary.role,
    read,
    ...tally.counts(read),
    lastMessage: summary.lastMessage,
    at: summary.lastMessage?.at ?? summary.createdAt,
    partner: partner ?? null,
    presence: partner === undefined ? null : people.presenceOf(partner.id),
    isRequest: summary.request === true,
    isMuted: isMuted(choices.mutedUntil(id), means.serverNow()),
    isPinned: choices.pinned(id) !== undefined,
    isArchived: archived !== undefined && archived >= (summary.lastMessage?.seq ?? 0),
    draft: means.draft(id),
    unsent: unsent.length - failed,
    failed,
    typing: before && isSameList(before.typing, typing) ? before.typing : typing,
  };
  return before && isSameEntry(before, entry) ? before : entry;
}

/** Pinned ones first, by the number of their pin; then what was last spoken in. */
export function inOrder(choices: Choices): (a: ChatEntry, b: ChatEntry) => number {
  const pin = ({ id }: ChatEntry) => choices.pinned(id) ?? Number.NEGATIVE_INFINITY;
  return (a, b) => {
    const [first, second] = [pin(a), pin(b)];
    if (first !== second) return second > first ? 1 : -1;
    return b.at - a.at || (a.id < b.id ? -1 : 1);
  };
}

function isMuted(until: number | null | undefined, now: number): boolean {
  return until === null || (until !== undefined && until > now);
}

function whoWrites(chat: string, { typing, people, choices }: EntryMeans): readonly Person[] {
  return typing(chat)
    .filter((it) => !choices.isBlocked(it))
    .map((it) => people.get(it))
    .filter((it) => it !== null);
}

function isSameEntry(a: ChatEntry, b: ChatEntry): boolean {
  return (Object.keys(b) as (keyof ChatEntry)[]).every((key) => a[key] === b[key]);
}

export function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((it, index) => it === b[index]);
}
