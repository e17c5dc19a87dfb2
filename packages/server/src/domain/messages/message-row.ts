/** A message as a command means it: by its id, in the chat that it names, and only where the caller may see it. */
import { type Refusal, refuse } from '@kith/protocol';
import type { Standing } from '../chats/member-row.ts';
import type { Message } from '../rows.ts';
import type { View } from '../state.ts';
import { maySee } from './visible.ts';

/** The same for a message that is not there and one that the caller may not see. */
export const noMessage: Refusal = refuse('not-found');

/** The refusal of what can be done only to a message that still says something. */
export const isDeleted: Refusal = refuse('conflict', { hint: 'this message was deleted' });

/** The message, perhaps a deleted one, or why there is none. */
export function messageOf(view: View, standing: Standing, id: string): Readonly<Message> | Refusal {
  const row = view.find('messages', 'byId', id);
  const isHere = row !== undefined && row.chatId === standing.chat.id;
  return isHere && maySee(view, standing, row.seq) ? row : noMessage;
}

/** A message as acks name it. */
export interface Named {
  readonly message: { readonly id: string; readonly chat: string; readonly seq: number };
}

/** Names a message. */
export function named({ id, chatId, seq }: Readonly<Message>): Named {
  return { message: { id, chat: chatId, seq } };
}
