/** Blanks what was said in chats that are over, a bounded part of it at a time. */
import { accept, bySystem, type Outcome, type Turn } from '../command.ts';
import { workOff } from '../deadlines.ts';
import { blankMessage } from '../messages/blank.ts';
import type { State } from '../state.ts';

export const blankChats = bySystem(decideBlank);

function decideBlank({ state }: Turn<object, undefined>): Outcome<{ due: number }> {
  return accept(workOff(state, 'chat', (chat, room) => blankChat(state, chat, room)));
}

function blankChat(state: State, id: string, room: number): number {
  const messages = state.list('messages', 'byLive', [id, 1], { limit: room });
  for (const message of messages) blankMessage(state, message, null);
  const lines = state.list('lines', 'byChat', [id], { limit: room - messages.length });
  for (const { seq } of lines) state.remove('lines', id, seq);
  const done = messages.length + lines.length;
  const chat = state.get('chats', id);
  if (done < room && chat !== undefined) state.put('chats', { ...chat, title: null, purpose: null });
  return done;
}
