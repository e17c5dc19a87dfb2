/** How users become members of a chat: the row, the stay, the event and what stands in their inbox. */
import { chatTopic, type EventData } from '@kith/protocol';
import { assert, known } from '../../base/assert.ts';
import type { Turn } from '../command.ts';
import type { Chat, InboxEntry, Member } from '../rows.ts';
import type { State } from '../state.ts';
import { keepLine } from './lines.ts';
import { viewOfChat, viewOfMember } from './views.ts';

/** Somebody who becomes a member, and why. */
export interface Entering extends Pick<Member, 'role'> {
  readonly user: string;
  readonly by: string;
  readonly reason: EventData<'member.joined'>['reason'];
  /** A stranger began the chat. */
  readonly request?: true;
  /** What this is to them: told in their inbox. */
  readonly told?: InboxEntry['kind'];
}

/** Makes one more user a member of a chat. */
export function enter(turn: Turn<unknown, unknown>, chat: Readonly<Chat>, entering: Entering): void {
  const { state } = turn;
  state.put('chats', { ...chat, memberCount: chat.memberCount + 1 });
  seat(state, chat.id, entering, state.seq(chatTopic(chat.id)) + 1);
  announce(turn, chat.id, entering);
}

/** Writes the rows of a member who reads from this seq on: the event there is still to be told. */
export function seat(
  state: State,
  chat: string,
  { user, role, request, told, by }: Entering,
  seq: number,
): void {
  state.put('members', {
    chatId: chat,
    userId: user,
    role,
    since: seq,
    joinedAt: state.now,
    request: request === true ? 1 : 0,
    read: seq,
    shown: seq,
    shownAt: 0,
  });
  state.put('stays', { userId: user, chatId: chat, from: seq, to: null });
  if (told !== undefined) {
    state.put('inbox', { userId: user, at: state.now, chatId: chat, seq, kind: told, byId: by });
  }
}

/** Tells of a member whose rows are written, and of the chat as it is with everybody who comes at once. */
export function announce(turn: Turn<unknown, unknown>, id: string, entering: Entering): void {
  const { state, means, emit } = turn;
  const { user, by, reason, request } = entering;
  const chat = known(state.get('chats', id), 'the chat of a member');
  const member = viewOfMember(state, known(state.get('members', id, user), 'a member who is seated'));
  const isSmall = chat.memberCount <= means.policy.receiptMembers;
  const members = isSmall ? { members: membersOf(state, id) } : {};
  const seq = emit(chatTopic(id), 'member.joined', {
    user,
    by,
    reason,
    member,
    chat: { ...viewOfChat(chat), ...members },
    ...(request === undefined ? {} : { request }),
  });
  assert(seq === member.seq, 'a member reads from its own event on');
  keepLine(state, id, { seq, type: 'member.joined', user, by, reason });
}

function membersOf(state: State, chat: string) {
  return state.list('members', 'byChat', [chat]).map((member) => viewOfMember(state, member));
}
