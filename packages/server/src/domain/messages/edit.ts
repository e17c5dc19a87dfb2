/** Decides `messages.edit`: an own message says something else, and mentions whom it names now. */
import { chatTopic, type EventData } from '@kith/protocol';
import { standing } from '../chats/member-row.ts';
import { notAllowed } from '../chats/permissions.ts';
import { type AckedEvent, accept, accepted, durable } from '../command.ts';
import { refuseUnwanted } from './blocks.ts';
import { mentionsOf, type Said, writtenMentions } from './mentions.ts';
import { isDeleted, messageOf, type Named, named } from './message-row.ts';
import { changeNotices } from './notices.ts';
import { refuseText } from './text.ts';

interface EditParams extends Said {
  readonly chat: string;
  readonly message: string;
}

export const edit = durable<EditParams, Named>({
  decide({ state, means, params, caller, emit }) {
    const { text } = params;
    const place = standing(state, caller, { chat: params.chat, action: 'edit' });
    if ('code' in place) return place;
    const row = messageOf(state, place, params.message);
    if ('code' in row) return row;
    if (row.userId !== place.member.userId) return notAllowed;
    if (row.live === 0) return isDeleted;
    const refusal = refuseUnwanted(state, place) ?? refuseText(means.policy, text);
    if (refusal !== undefined) return refusal;
    // The same text is no edit, also where a handle in it means somebody else by now.
    if (text === row.text && params.mentions === undefined) return accept(named(row));
    const mentions = mentionsOf(state, means.policy, place, params);
    if ('code' in mentions) return mentions;
    const written = writtenMentions(mentions);
    const sameMentions = written === row.mentions;
    if (text === row.text && sameMentions) return accept(named(row));
    state.put('messages', { ...row, text, mentions: written, editedAt: state.now });
    if (!sameMentions) changeNotices(state, means.policy, row, mentions);
    const data: EventData<'message.edited'> = {
      ...named(row).message,
      text,
      ...(written === null ? {} : { mentions: [...mentions] }),
    };
    emit(chatTopic(row.chatId), 'message.edited', data, { subject: row.id });
    return accepted;
  },
  ack: ({ data }: AckedEvent<EventData<'message.edited'>>) => ({
    message: { id: data.id, chat: data.chat, seq: data.seq },
  }),
});
