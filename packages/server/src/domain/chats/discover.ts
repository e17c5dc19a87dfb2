/** What one may join: channels that are listed, and the chat that an invite is for. */
import type { ChatView, Result } from '@kith/protocol';
import { accept, type Outcome } from '../command.ts';
import { noUser } from '../device-row.ts';
import { phrasesOf, wordsOf } from '../messages/words.ts';
import type { Chat } from '../rows.ts';
import type { View } from '../state.ts';
import { inviteOf } from './invites.ts';
import { refuseClosed } from './join.ts';
import { livingChat, noChat } from './member-row.ts';
import { type Reading, readerOf } from './reader.ts';
import { viewOfChat } from './views.ts';

/** Channels of one page. */
const chatsAtOnce = 50;

/** Channels that are looked at for one page. */
const rowsAtOnce = 500;

export interface DiscoverRequest extends Reading {
  readonly query?: string | undefined;
  /** The channel behind which to begin. */
  readonly after?: string | undefined;
}

/** Channels that anyone may join, and not those that this person is banned from. */
export function discoverChats(view: View, request: DiscoverRequest): Outcome<Result<'chats.discover'>> {
  const { userId } = readerOf(view, request);
  if (userId === null) return noUser;
  const { query, after } = request;
  const page = { limit: rowsAtOnce, ...(after === undefined ? {} : { after: [after] }) };
  const rows = view.list('chats', 'byListed', [1], page);
  const fits = query === undefined ? () => true : fitting(query);
  const chats: (ChatView & { joined: boolean })[] = [];
  for (const [index, row] of rows.entries()) {
    if (!fits(row) || view.get('bans', row.id, userId) !== undefined) continue;
    chats.push({ ...viewOfChat(row), joined: view.get('members', row.id, userId) !== undefined });
    const isLast = index === rows.length - 1 && rows.length < rowsAtOnce;
    if (chats.length === chatsAtOnce && !isLast) return accept({ chats, next: row.id });
  }
  return accept({ chats, next: rows.length < rowsAtOnce ? null : (rows.at(-1)?.id ?? null) });
}

/** Says whether title and purpose of a chat have, for every word that is asked for, one that begins so. */
function fitting(query: string): (chat: Readonly<Chat>) => boolean {
  const asked = phrasesOf(query).flatMap(({ words }) => words);
  return ({ title, purpose }) => {
    const words = wordsOf(`${title ?? ''} ${purpose ?? ''}`);
    return asked.length > 0 && asked.every((word) => words.some((it) => it.startsWith(word)));
  };
}

/** Which chat an invite is for. */
export function invitedTo(
  view: View,
  request: Reading & { readonly invite: string; readonly now: number },
): Outcome<Result<'invites.get'>> {
  const { userId } = readerOf(view, request);
  if (userId === null) return noUser;
  const invite = inviteOf(view, request.invite);
  const chat = invite && livingChat(view, invite.chatId);
  if (invite === undefined || chat === undefined) return noChat;
  const joined = view.get('members', chat.id, userId) !== undefined;
  const refusal = joined
    ? undefined
    : refuseClosed(view, { chat, invite }, { user: userId, now: request.now });
  return refusal ?? accept({ chat: viewOfChat(chat), by: invite.byId, joined });
}
