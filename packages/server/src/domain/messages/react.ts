/** Decides `messages.react`: one emoji of one person under one message, or none. */
import { chatTopic, type EventData, type Refusal, refuse } from '@kith/protocol';
import { standing } from '../chats/member-row.ts';
import { type AckedEvent, accept, accepted, durable, type Policy } from '../command.ts';
import type { Message } from '../rows.ts';
import type { View } from '../state.ts';
import { refuseUnwanted } from './blocks.ts';
import { isDeleted, messageOf, type Named, named } from './message-row.ts';

interface ReactParams {
  readonly chat: string;
  readonly message: string;
  readonly emoji: string;
  readonly remove?: boolean | undefined;
}

export const react = durable<ReactParams, Named>({
  decide({ state, means, params, caller, emit }) {
    const { emoji, remove = false } = params;
    const place = standing(state, caller, { chat: params.chat, action: 'react' });
    if ('code' in place) return place;
    const row = messageOf(state, place, params.message);
    if ('code' in row) return row;
    const { chatId, seq } = row;
    const { userId } = place.member;
    const stands = state.get('reactions', chatId, seq, emoji, userId) !== undefined;
    const data = { chat: chatId, message: row.id, seq, user: userId, emoji };
    if (remove) {
      if (!stands) return accept(named(row));
      state.remove('reactions', chatId, seq, emoji, userId);
      emit(chatTopic(chatId), 'reaction.removed', data);
      return accepted;
    }
    if (row.live === 0) return isDeleted;
    if (stands) return accept(named(row));
    const refusal = refuseUnwanted(state, place) ?? refuseVariety(state, means.policy, { row, emoji });
    if (refusal !== undefined) return refusal;
    state.put('reactions', { chatId, seq, emoji, userId, at: state.now });
    emit(chatTopic(chatId), 'reaction.added', data);
    return accepted;
  },
  ack: ({ data }: AckedEvent<EventData<'reaction.added' | 'reaction.removed'>>) => ({
    message: { id: data.message, chat: data.chat, seq: data.seq },
  }),
});

/** Comes behind every id. */
const last = '\u{10ffff}';

/** Refuses one more kind of emoji under a message that has as many as may be. */
function refuseVariety(
  view: View,
  { reactions: most }: Policy,
  { row: { chatId, seq }, emoji }: { readonly row: Readonly<Message>; readonly emoji: string },
): Refusal | undefined {
  if (view.list('reactions', 'byEmoji', [chatId, seq, emoji], { limit: 1 }).length > 0) return undefined;
  // From emoji to emoji: of each, only one row is read, however many people chose it.
  let at = '';
  for (let kinds = 0; kinds < most; kinds += 1) {
    const page = { limit: 1, after: [chatId, seq, at, last] };
    const [next] = view.list('reactions', 'byMessage', [chatId, seq], page);
    if (next === undefined) return undefined;
    at = next.emoji;
  }
  return refuse('quota-exceeded', { hint: `a message has at most ${most} different reactions` });
}
