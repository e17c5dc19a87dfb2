/** Which chats a list shows, by what a person chose and looks for. Pure. */
import type { ChatEntry } from '@kith/client/chat';
import { holdsAll, wordsOf } from '../../../chats/words.ts';

export const filters = ['all', 'unread', 'direct', 'groups', 'archived'] as const;

/** Requests are shown by a row of their own, and by no filter beside it. */
export type Filter = (typeof filters)[number] | 'requests';

export interface Wanted {
  readonly filter: Filter;
  /** Beside an empty one the filter counts for nothing. */
  readonly query: string;
  readonly nameOf: (chat: ChatEntry) => string;
}

/** Chats of a filter, or those whose names hold every word, in their order. */
export function shownChats(
  chats: readonly ChatEntry[],
  { filter, query, nameOf }: Wanted,
): readonly ChatEntry[] {
  const words = wordsOf(query);
  if (words.length === 0) return chats.filter((chat) => isIn(chat, filter));
  return chats.filter((chat) => holdsAll([nameOf(chat), chat.partner?.handle ?? ''].join(' '), words));
}

function isIn(chat: ChatEntry, filter: Filter): boolean {
  if (chat.isRequest) return filter === 'requests';
  if (chat.isArchived) return filter === 'archived';
  switch (filter) {
    case 'all':
      return true;
    case 'unread':
      return chat.unread > 0;
    case 'direct':
      return chat.kind === 'direct';
    case 'groups':
      return chat.kind !== 'direct';
    case 'archived':
    case 'requests':
      return false;
  }
}
