/** Takes what a message said out of everything: its row, the rows that hang on it, and the log. */
import type { EventData } from '@kith/protocol';
import type { Message } from '../rows.ts';
import type { LoggedEvent, State } from '../state.ts';
import { removeNotices } from './notices.ts';

type Telling = EventData<'message.sent'> | EventData<'message.edited'>;

/** Events that are looked at together. */
const pageEvents = 500;

/** Leaves a stone where a message stood. It tells nobody: `message.deleted` is the caller's to emit. */
export function blankMessage(state: State, row: Readonly<Message>, by: string | null): void {
  state.put('messages', {
    ...row,
    text: null,
    replyTo: null,
    mentions: null,
    live: 0,
    deletedAt: state.now,
    deletedBy: by,
  });
  removeNotices(state, row);
  for (const { emoji, userId } of state.list('reactions', 'byMessage', [row.chatId, row.seq])) {
    state.remove('reactions', row.chatId, row.seq, emoji, userId);
  }
  blankEvents(state, row);
}

/** Only its author tells what a message says, so the events by the author are all of them. */
function blankEvents(state: State, { userId, id }: Readonly<Message>): void {
  for (let after = 0; ; ) {
    const page = state.eventsAbout(userId, id, { after, limit: pageEvents });
    for (const event of page) blankEvent(state, event);
    const last = page.at(-1);
    if (last === undefined || page.length < pageEvents) return;
    after = last.offset;
  }
}

function blankEvent(state: State, { type, topic, seq, data }: LoggedEvent): void {
  if (type !== 'message.sent' && type !== 'message.edited') return;
  const { id, chat, seq: of } = JSON.parse(data) as Telling;
  const blank: Telling = { id, chat, seq: of, text: '', deleted: true };
  state.redact(topic, seq, JSON.stringify(blank));
}
