/** Decides `messages.delete`: what one said oneself, or by role what others said. */
import { chatTopic, type EventData } from '@kith/protocol';
import { standing } from '../chats/member-row.ts';
import { may, notAllowed } from '../chats/permissions.ts';
import { type AckedEvent, accept, accepted, durable, type Turn } from '../command.ts';
import type { Message } from '../rows.ts';
import { blankMessage } from './blank.ts';
import { forgetDrafts } from './drafts.ts';
import { messageOf, type Named, named } from './message-row.ts';

interface DeleteParams {
  readonly chat: string;
  readonly message: string;
}

export const deleteMessage = durable<DeleteParams, Named>({
  decide(turn) {
    const { state, params, caller } = turn;
    const place = standing(state, caller, { chat: params.chat, action: 'withdraw' });
    if ('code' in place) return place;
    const row = messageOf(state, place, params.message);
    if ('code' in row) return row;
    const { chat, member } = place;
    const isOwn = row.userId === member.userId;
    if (!isOwn && !may(member.role, 'moderate', chat.kind)) return notAllowed;
    if (row.live === 0) return accept(named(row));
    takeBack(turn, row, member.userId);
    // The text was a draft before it was sent.
    forgetDrafts(state, row.userId, chat.id);
    return accepted;
  },
  ack: ({ data }: AckedEvent<EventData<'message.deleted'>>) => ({
    message: { id: data.id, chat: data.chat, seq: data.seq },
  }),
});

/** Blanks a message that lives and tells its chat. `by: null`: the server does it. */
export function takeBack(
  { state, emit }: Turn<unknown, unknown>,
  row: Readonly<Message>,
  by: string | null,
): void {
  blankMessage(state, row, by);
  emit(chatTopic(row.chatId), 'message.deleted', { ...named(row).message, by }, { subject: row.id });
}
