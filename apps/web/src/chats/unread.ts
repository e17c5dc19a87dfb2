/** How many chats have something unread, for the badge and for the title of the tab. */
import type { Chats } from '@kith/client/chat';
import { constant, useOfChats } from './opened.ts';

const nothing = constant({ chats: 0, messages: 0, mentions: 0 });
const ofUnread = (chats: Chats) => chats.unread;

/** Chats that are neither muted nor archived. */
export function useUnreadChats(): number {
  return useOfChats(ofUnread, nothing).chats;
}
