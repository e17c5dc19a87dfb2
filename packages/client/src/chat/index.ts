/** The chats of Kith: `openChats`, and the names of what it gives. */
export type {
  Chat,
  ChatCache,
  ChatEntry,
  ChatKind,
  ChatRole,
  Chats,
  ChatsOptions,
  DraftField,
  Hit,
  InboxEntry,
  Invite,
  Item,
  Line,
  Member,
  Message,
  Person,
  Preview,
  Reaction,
  SendOptions,
  SendState,
  Thread,
  Window,
} from './api.ts';
export { browserCache } from './cache/browser.ts';
export { memoryCache } from './cache/memory.ts';
export { openChats } from './chats.ts';
