/** Blanks what was said in chats that are over, and what they were called, a bounded part of it at a time. */
import { chatTopic } from '@kith/protocol';
import { accept, bySystem, type Outcome, type Turn } from '../command.ts';
import { workOff } from '../deadlines.ts';
import { blankMessage } from '../messages/blank.ts';
import type { Line } from '../rows.ts';
import type { State } from '../state.ts';

export const blankChats = bySystem(decideBlank);

function decideBlank({ state }: Turn<object, undefined>): Outcome<{ due: number }> {
  return accept(workOff(state, 'chat', (chat, room) => blankChat(state, chat, room)));
}

function blankChat(state: State, id: string, room: number): number {
  const messages = state.list('messages', 'byLive', [id, 1], { limit: room });
  for (const message of messages) blankMessage(state, message, null);
  const lines = state.list('lines', 'byChat', [id], { limit: room - messages.length });
  for (const line of lines) blankLine(state, line);
  const done = messages.length + lines.length;
  const chat = state.get('chats', id);
  if (done < room && chat !== undefined) state.put('chats', { ...chat, title: null, purpose: null });
  return done;
}

function blankLine(state: State, { chatId, seq }: Readonly<Line>): void {
  state.remove('lines', chatId, seq);
  const event = state.eventOf(chatTopic(chatId), seq);
  if (event === undefined) return;
  const data = JSON.parse(event.data) as Texts & { readonly chat?: Texts };
  const blank = { ...untitled(data), ...(data.chat === undefined ? {} : { chat: untitled(data.chat) }) };
  const text = JSON.stringify(blank);
  if (text !== event.data) state.redact(event.topic, seq, text);
}

/** What may stand there of a chat’s own texts. */
interface Texts {
  readonly title?: string | null;
  readonly purpose?: string | null;
}

function untitled(texts: Texts): Texts {
  return {
    ...texts,
    ...(texts.title === undefined ? {} : { title: null }),
    ...(texts.purpose === undefined ? {} : { purpose: null }),
  };
}
