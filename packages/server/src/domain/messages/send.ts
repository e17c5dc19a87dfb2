/** Decides `messages.send`: one row, one event, and what it leaves for those whom it mentions or answers. */
import { chatTopic, type EventData, type Result } from '@kith/protocol';
import { assert } from '../../base/assert.ts';
import { newId } from '../../base/random.ts';
import { type Standing, standing } from '../chats/member-row.ts';
import { settleRequest } from '../chats/requests.ts';
import { type AckedEvent, accepted, durable, type Turn } from '../command.ts';
import type { Device, Message } from '../rows.ts';
import { refuseUnwanted } from './blocks.ts';
import { dropDraft } from './drafts.ts';
import { mentionsOf, type Said, writtenMentions } from './mentions.ts';
import { messageOf, noMessage } from './message-row.ts';
import { leaveNotices } from './notices.ts';
import { refuseText } from './text.ts';

interface SendParams extends Said {
  readonly chat: string;
  readonly replyTo?: string | undefined;
  readonly draft?: string | undefined;
}

type SendTurn = Turn<SendParams, Device>;

/** What a message is made of, once all of it is allowed. */
interface Parts {
  readonly mentions: readonly string[];
  readonly answered: Readonly<Message> | undefined;
}

export const send = durable<SendParams, Result<'messages.send'>>({
  decide(turn) {
    const { state, means, params, caller } = turn;
    const place = standing(state, caller, { chat: params.chat, action: 'send' });
    if ('code' in place) return place;
    const refusal = refuseUnwanted(state, place) ?? refuseText(means.policy, params.text);
    if (refusal !== undefined) return refusal;
    const answered = params.replyTo === undefined ? undefined : messageOf(state, place, params.replyTo);
    if (answered !== undefined && ('code' in answered || answered.live === 0)) return noMessage;
    const mentions = mentionsOf(state, means.policy, place, params);
    if ('code' in mentions) return mentions;
    say(turn, place, { mentions, answered });
    // Whoever answers a stranger has accepted the chat.
    settleRequest(turn, place.member);
    const { draft } = params;
    if (draft !== undefined) dropDraft(turn, { user: place.member.userId, chat: place.chat.id, draft });
    return accepted;
  },
  ack: ({ data, at }: AckedEvent<EventData<'message.sent'>>) => ({
    message: { id: data.id, chat: data.chat, seq: data.seq, at },
  }),
});

function say(turn: SendTurn, { chat, member }: Standing, { mentions, answered }: Parts): void {
  const { state, means, params, caller, emit } = turn;
  const topic = chatTopic(chat.id);
  const { text, replyTo } = params;
  const seq = state.seq(topic) + 1;
  const message: Message = {
    chatId: chat.id,
    seq,
    id: newId(means.random, 'msg'),
    at: state.now,
    userId: member.userId,
    deviceId: caller.id,
    text,
    replyTo: answered?.seq ?? null,
    mentions: writtenMentions(mentions),
    editedAt: null,
    deletedAt: null,
    deletedBy: null,
    live: 1,
  };
  state.put('messages', message);
  const data: EventData<'message.sent'> = {
    id: message.id,
    chat: chat.id,
    seq,
    text,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(mentions.length === 0 ? {} : { mentions: [...mentions] }),
  };
  assert(
    emit(topic, 'message.sent', data, { subject: message.id }) === seq,
    'a message stands at the seq of its event',
  );
  leaveNotices(state, means.policy, message, { mentions, answered: answered?.userId });
}
