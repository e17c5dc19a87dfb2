/** Chats as their member sees them in a list: the chat, the own role, what is unread, what was said last. */
import { type ChatSummary, chatTopic, type UserView, utf8Bytes } from '@kith/protocol';
import { known } from '../../base/assert.ts';
import { accept, type Outcome } from '../command.ts';
import { noUser } from '../device-row.ts';
import { firstOf, readableMessages, seqEnd } from '../messages/readable.ts';
import { previewOf } from '../messages/show.ts';
import { unreadOf } from '../messages/unread.ts';
import { Named } from '../named.ts';
import type { View } from '../state.ts';
import { viewOfUser } from '../views.ts';
import { livingChat, type Standing } from './member-row.ts';
import { refuseBlocked } from './people.ts';
import { type Reading, readerOf } from './reader.ts';
import { viewOfChat } from './views.ts';

/** Chats of one page: each costs some look-ups. */
const chatsAtOnce = 100;

/** Some of a user's chats, by id. */
export interface SummaryPage {
  readonly chats: readonly ChatSummary[];
  /** The people whom the chats name. */
  readonly users: readonly UserView[];
  readonly more: boolean;
}

/** Which page. */
export interface SummaryRequest {
  /** The chat behind which to begin. */
  readonly after?: string | undefined;
  readonly bytesMax: number;
  readonly unreadMax: number;
}

/** The chats of the caller, a page of them. */
export function chatSummaries(view: View, request: Reading & SummaryRequest): Outcome<SummaryPage> {
  const { userId } = readerOf(view, request);
  return userId === null ? noUser : accept(summariesOf(view, userId, request));
}

/** A page ends at `bytesMax` bytes, one chat at least; presence is not of the log, and is added to it. */
export function summariesOf(
  view: View,
  user: string,
  { after = '', bytesMax, unreadMax }: SummaryRequest,
): SummaryPage {
  const chats: ChatSummary[] = [];
  const named = new Named(view);
  let bytes = 0;
  const page = { after: [after, user], limit: chatsAtOnce + 1 };
  for (const member of view.list('members', 'byUser', [user], page)) {
    const chat = known(livingChat(view, member.chatId), 'the chat of a member');
    const summary = summaryOf(view, { chat, member }, unreadMax);
    const before = named.count;
    named.add(summary.partner?.id ?? null, summary.lastMessage?.user ?? null);
    bytes += utf8Bytes(JSON.stringify(summary));
    if (chats.length > 0 && (chats.length === chatsAtOnce || bytes + named.bytes > bytesMax)) {
      named.cut(before);
      return { chats, users: named.users, more: true };
    }
    chats.push(summary);
  }
  return { chats, users: named.users, more: false };
}

/** One chat as this member sees it, but for presence: of that only where it is not told. */
export function summaryOf(view: View, here: Standing, unreadMax: number): ChatSummary {
  const { chat, member } = here;
  const { role, since, read } = member;
  const all = { span: { above: -1, below: seqEnd }, way: 'back' } as const;
  const [last] = firstOf(readableMessages(view, here, all), 1);
  const partner = partnerIn(view, here);
  return {
    ...viewOfChat(chat),
    role,
    seq: view.seq(chatTopic(chat.id)),
    since,
    read,
    ...unreadOf(view, member, unreadMax),
    lastMessage: last === undefined ? null : previewOf(last),
    ...(partner === undefined ? {} : { partner }),
    ...(isUntold(view, here, partner) ? { presence: 'offline' } : {}),
    ...(member.request === 1 ? { request: true } : {}),
  };
}

/** Of a direct chat the other person, or oneself where there is no other. */
function partnerIn(view: View, { chat, member }: Standing): UserView | undefined {
  if (chat.pair === null) return undefined;
  const other = chat.pair.split(' ').find((id) => id !== member.userId) ?? member.userId;
  return viewOfUser(known(view.get('users', other), 'the users of a direct chat'));
}

/** A stranger whom the other person has yet to accept is not told who is here, nor is anybody behind a block. */
function isUntold(view: View, { chat, member }: Standing, partner: UserView | undefined): boolean {
  if (partner === undefined) return false;
  const isUnanswered = view.get('members', chat.id, partner.id)?.request === 1;
  return isUnanswered || refuseBlocked(view, member.userId, partner.id) !== undefined;
}
