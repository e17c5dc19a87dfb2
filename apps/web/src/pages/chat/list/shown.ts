/** Which chats a list shows, by what a person chose and looks for. Pure. */
import type { ChatEntry } from '@kith/client/chat';

export const filters = ['all', 'unread', 'direct', 'groups', 'archived'] as const;

export type Filter = (typeof filters)[number];

/** Chats of a filter, in their order, whose names hold every word; archived ones stand only in their own. */
export function shownChats(
  chats: readonly ChatEntry[],
  { filter, query, nameOf }: { filter: Filter; query: string; nameOf: (chat: ChatEntry) => string },
): readonly ChatEntry[] {
  const words = folded(query).split(/\s+/).filter(Boolean);
  return chats.filter((chat) => {
    if (chat.isRequest) return false;
    if (words.length > 0) {
      const name = folded([nameOf(chat), chat.partner?.handle ?? ''].join(' '));
      return words.every((word) => name.includes(word));
    }
    return isIn(chat, filter);
  });
}

function isIn(chat: ChatEntry, filter: Filter): boolean {
  if (filter === 'archived') return chat.isArchived;
  if (chat.isArchived) return false;
  switch (filter) {
    case 'all':
      return true;
    case 'unread':
      return chat.unread > 0;
    case 'direct':
      return chat.kind === 'direct';
    case 'groups':
      return chat.kind !== 'direct';
  }
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
