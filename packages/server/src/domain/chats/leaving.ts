/** How members of a chat go, and how a chat ends. */
import { chatTopic, type EventData } from '@kith/protocol';
import { known } from '../../base/assert.ts';
import type { Turn } from '../command.ts';
import { putDeadline } from '../deadlines.ts';
import type { Chat, Member } from '../rows.ts';
import type { State } from '../state.ts';
import { keepLine } from './lines.ts';

/** Takes a member out; the event is the last that it reads. A chat that is empty then is over. */
export function exit(
  { state, emit }: Turn<unknown, unknown>,
  member: Readonly<Member>,
  { by, reason }: Pick<EventData<'member.left'>, 'by' | 'reason'>,
): void {
  const { chatId, userId: user } = member;
  const seq = emit(chatTopic(chatId), 'member.left', { user, by, reason });
  keepLine(state, chatId, { seq, type: 'member.left', user, by, reason });
  unseat(state, member, seq);
  const chat = known(state.get('chats', chatId), 'the chat of a member');
  const left = { ...chat, memberCount: chat.memberCount - 1 };
  if (left.memberCount > 0) state.put('chats', left);
  else close(state, left);
}

/** Ends a chat for everybody at once: the event is the last that any member reads. */
export function end({ state, emit }: Turn<unknown, unknown>, chat: Readonly<Chat>): void {
  const seq = emit(chatTopic(chat.id), 'chat.deleted', { id: chat.id });
  for (const member of state.list('members', 'byChat', [chat.id])) unseat(state, member, seq);
  close(state, { ...chat, memberCount: 0 });
}

/** Removes a member's row and ends its stay; what it was told of its coming goes too. */
function unseat(state: State, { chatId, userId, since }: Readonly<Member>, to: number): void {
  state.remove('members', chatId, userId);
  state.put('stays', { userId, chatId, from: since, to });
  for (const entry of state.list('inbox', 'byMessage', [chatId, since])) {
    if (entry.userId === userId) state.remove('inbox', userId, entry.at, chatId, since);
  }
}

/** Notes that a chat has nobody any more; what was said in it is blanked later, in steps. */
function close(state: State, chat: Readonly<Chat>): void {
  for (const { id } of state.list('chatInvites', 'byChat', [chat.id])) state.remove('chatInvites', id);
  for (const { userId } of state.list('bans', 'byChat', [chat.id])) state.remove('bans', chat.id, userId);
  state.put('chats', { ...chat, listed: 0, deletedAt: state.now });
  putDeadline(state, { kind: 'chat', at: state.now, id: chat.id });
}
