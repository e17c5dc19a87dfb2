/** Lines: what happened to a chat besides messages, kept for its history when the log is trimmed. */
import type { chatLine } from '@kith/protocol';
import type { z } from 'zod';
import type { State } from '../state.ts';

type ChatLine = z.infer<typeof chatLine>;

/** Keeps a line at the seq of its event. */
export function keepLine(state: State, chat: string, line: Omit<ChatLine, 'at'>): void {
  const { seq, type, user, by, ...rest } = line;
  const data = JSON.stringify(rest);
  state.put('lines', { chatId: chat, seq, at: state.now, type, userId: user, byId: by, data });
}
