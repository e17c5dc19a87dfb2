/** Read positions: decides `receipts.mark`, and what of it the others of a small chat are told, and how often. */
import { chatTopic, type EventData, type Result, refuse, userTopic } from '@kith/protocol';
import { choice } from '../chats/choices.ts';
import { livingChat, type Standing, standing } from '../chats/member-row.ts';
import { type AckedEvent, accept, accepted, bySystem, durable, type Policy, type Turn } from '../command.ts';
import { putDeadline, takeDue } from '../deadlines.ts';
import type { Chat, Member } from '../rows.ts';
import { refuseUnwanted } from './blocks.ts';

/** Between two times that the others of a chat hear how far somebody has read. */
const paceMs = 2_000;

interface MarkParams {
  readonly chat: string;
  readonly seq: number;
  readonly unread?: boolean | undefined;
}

/** Moves the caller's own position: forward, and back only where that is asked for. */
export const mark = durable<MarkParams, Result<'receipts.mark'>>({
  decide(turn) {
    const { state, params, caller, emit } = turn;
    const place = standing(state, caller, { chat: params.chat, action: 'read' });
    if ('code' in place) return place;
    const { chat, member } = place;
    if (params.seq > state.seq(chatTopic(chat.id))) {
      return refuse('validation-failed', { hint: 'seq is above the last event of the chat' });
    }
    const seq = Math.max(params.seq, member.since);
    const isBack = seq < member.read;
    if (seq === member.read || (isBack && params.unread !== true)) {
      return accept({ chat: chat.id, seq: member.read });
    }
    emit(userTopic(member.userId), 'receipt.marked', { chat: chat.id, seq });
    state.put('members', shown(turn, { chat, member: { ...member, read: seq } }));
    return accepted;
  },
  ack: ({ data }: AckedEvent<EventData<'receipt.marked'>>) => ({ chat: data.chat, seq: data.seq }),
});

/** Tells what had to wait; a bounded number of them. */
export const show = bySystem((turn: Turn<object, undefined>) => {
  const { state } = turn;
  const due = takeDue(state, 'receipt', state.now + 1);
  for (const { id } of due) {
    const [chatId = '', userId = ''] = id.split(' ');
    const chat = livingChat(state, chatId);
    const member = state.get('members', chatId, userId);
    if (chat !== undefined && member !== undefined) state.put('members', shown(turn, { chat, member }));
  }
  return accept({ due: due.length });
});

/** Says whether the members of a chat hear how far others have read: only where they are few, and not oneself alone. */
export function isShown(
  { kind, memberCount }: Readonly<Chat>,
  { receiptMembers }: Pick<Policy, 'receiptMembers'>,
): boolean {
  return memberCount > 1 && (kind === 'direct' || memberCount <= receiptMembers);
}

/** Tells the chat how far a member has read, now or, where it was told just before, soon; returns the member's row. */
function shown(turn: Turn<unknown, unknown>, { chat, member }: Standing): Member {
  const { state, means, emit } = turn;
  const { userId, read } = member;
  // A stranger is not told that what they wrote was read, before the chat is accepted; whom one blocks never is.
  const isWanted = member.request === 0 && refuseUnwanted(state, { chat, member }) === undefined;
  const isTold = isShown(chat, means.policy) && isWanted;
  if (!isTold || read <= member.shown || !choice(state, userId, 'privacy.receipts')) return member;
  const at = member.shownAt + paceMs;
  if (state.now < at) {
    putDeadline(state, { kind: 'receipt', at, id: `${chat.id} ${userId}` });
    return member;
  }
  // By no device: told at once or later by the server, it is the same.
  emit(chatTopic(chat.id), 'receipt.shown', { user: userId, seq: read }, { user: userId, device: null });
  return { ...member, shown: read, shownAt: state.now };
}
