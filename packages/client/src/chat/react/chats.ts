/** The list of chats, one of them, and what concerns the person in all of them. */
import { itself, useReadable } from '../../react/readable.ts';
import type { Chat, ChatEntry, Chats, Person } from '../api.ts';
import { useChatsDoor } from './provider.ts';

const none: readonly ChatEntry[] = [];
const nobody: readonly Person[] = [];
const noInbox: ReturnType<Chats['inbox']['get']> = {
  entries: [],
  unseen: 0,
  hasMore: false,
  isLoaded: false,
};
const nothing: ReturnType<Chats['unread']['get']> = { chats: 0, messages: 0, mentions: 0 };

/** All chats, pinned first; none at build. `useChats((all) => all.length)` renders less often. */
export function useChats(): readonly ChatEntry[];
export function useChats<S>(select: (chats: readonly ChatEntry[]) => S): S;
export function useChats(select: (chats: readonly ChatEntry[]) => unknown = itself): unknown {
  return useReadable(useChatsDoor().list, none, select);
}

/** A chat for commands, and its entry; null: not a member, not known yet, and at build. */
export function useChat(id: string): readonly [entry: ChatEntry | null, chat: Chat] {
  const chat = useChatsDoor().chat(id);
  return [useReadable(chat.entry, null), chat];
}

/** Who writes in a chat now; nobody at build. */
export function useTyping(id: string): readonly Person[] {
  const select = (entry: ChatEntry | null) => entry?.typing ?? nobody;
  return useReadable(useChatsDoor().chat(id).entry, null, select);
}

/** How a person with whom a chat is shared is present; `offline` at build. */
export function useUserPresence(user: string): 'online' | 'away' | 'offline' {
  return useReadable(useChatsDoor().presence(user), 'offline');
}

/** A person by id; null: not known yet, and at build. */
export function usePerson(id: string): Person | null {
  return useReadable(useChatsDoor().person(id), null);
}

/** What concerns the person; nothing at build. */
export function useInbox(): ReturnType<Chats['inbox']['get']> {
  return useReadable(useChatsDoor().inbox, noInbox);
}

/** What is unread over all chats that are neither muted nor archived; nothing at build. */
export function useUnread(): ReturnType<Chats['unread']['get']> {
  return useReadable(useChatsDoor().unread, nothing);
}
