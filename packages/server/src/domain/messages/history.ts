/** What a message said before: its earlier texts, as far as the log reaches back. */
import { chatTopic, type EventData, type Result, utf8Bytes } from '@kith/protocol';
import { type ChatReading, readerIn } from '../chats/reader.ts';
import { accept, type Outcome } from '../command.ts';
import type { Message } from '../rows.ts';
import type { View } from '../state.ts';
import { messageOf } from './message-row.ts';

/** Events of one page. */
const versionsAtOnce = 50;

export interface HistoryRequest extends ChatReading {
  readonly message: string;
  /** The seq, in the chat, of the event that the page before ended at. */
  readonly after?: number | undefined;
  readonly bytesMax: number;
}

/** A page of earlier texts, oldest first; it ends at `bytesMax` bytes, one text at least. */
export function messageHistory(view: View, request: HistoryRequest): Outcome<Result<'messages.history'>> {
  const here = readerIn(view, request);
  if ('code' in here) return here;
  const message = messageOf(view, here, request.message);
  if ('code' in message) return message;
  return accept(message.live === 0 ? { versions: [], next: null } : versionsOf(view, message, request));
}

function versionsOf(
  view: View,
  { chatId, userId, id }: Readonly<Message>,
  { after, bytesMax }: HistoryRequest,
): Result<'messages.history'> {
  const start = after === undefined ? 0 : (view.eventOf(chatTopic(chatId), after)?.offset ?? 0);
  // The last of them is what the message says now.
  const events = view.eventsAbout(userId, id, { after: start, limit: versionsAtOnce + 2 });
  const versions: Result<'messages.history'>['versions'] = [];
  let bytes = 0;
  let next: number | null = null;
  for (const event of events.slice(0, -1)) {
    const { text } = JSON.parse(event.data) as EventData<'message.sent' | 'message.edited'>;
    bytes += utf8Bytes(JSON.stringify(text));
    if (versions.length === versionsAtOnce || (versions.length > 0 && bytes > bytesMax)) {
      return { versions, next };
    }
    versions.push({ text, at: event.at });
    next = event.seq;
  }
  return { versions, next: null };
}
