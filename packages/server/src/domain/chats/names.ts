/** Takes the name of a deleted user out of what chats told of who came. */
import { chatTopic, type EventData, type MemberView } from '@kith/protocol';
import type { Turn } from '../command.ts';
import type { Stay, User } from '../rows.ts';
import type { State } from '../state.ts';
import { viewOfUser } from '../views.ts';

/**
 * Blanks the name in the events of one stay, at most about `room` of them, and says how many it looked at.
 *
 * Nobody reads by the stay any more: it goes, or begins behind what is done.
 */
export function blankName(
  { state, means }: Turn<unknown, unknown>,
  stay: Readonly<Stay>,
  user: Readonly<User>,
  room: number,
): number {
  const { userId, chatId, from, to } = stay;
  // A chat that begins names those who join in the same step before they do.
  const beginning = means.policy.receiptMembers + 2;
  const page = {
    above: from <= beginning ? 0 : from - 1,
    below: (to ?? state.seq(chatTopic(chatId))) + 1,
    limit: Math.max(room, beginning),
  };
  const lines = state.list('lines', 'byChat', [chatId], page);
  for (const { type, seq } of lines) if (type === 'member.joined') blankOne(state, chatId, seq, user);
  state.remove('stays', userId, chatId, from);
  const last = lines.at(-1);
  if (last !== undefined && lines.length === page.limit) state.put('stays', { ...stay, from: last.seq + 1 });
  return Math.max(1, lines.length);
}

function blankOne(state: State, chat: string, seq: number, user: Readonly<User>): void {
  const event = state.eventOf(chatTopic(chat), seq);
  if (event === undefined || !event.data.includes(user.id)) return;
  const data = JSON.parse(event.data) as EventData<'member.joined'>;
  const unnamed = (member: MemberView): MemberView =>
    member.user.id === user.id ? { ...member, user: viewOfUser(user) } : member;
  const { members } = data.chat;
  const chatData = members === undefined ? data.chat : { ...data.chat, members: members.map(unnamed) };
  state.redact(event.topic, seq, JSON.stringify({ ...data, member: unnamed(data.member), chat: chatData }));
}
