/** The chats of Kith in React: `ChatsProvider`, and a hook for everything of them that can be read. */

// Where components are rendered on a server by default, these are not.
'use client';

export { useChat, useChats, useInbox, usePerson, useTyping, useUnread, useUserPresence } from './chats.ts';
export { type DraftHook, useDraft } from './draft.ts';
export { useMessages } from './messages.ts';
export { ChatsProvider, type ChatsProviderProps, useChatsDoor } from './provider.ts';
