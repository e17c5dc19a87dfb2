/** The inbox: what concerns a person, newest first, as far as the person may see it now. */
import type { Result } from '@kith/protocol';
import { livingChat } from './chats/member-row.ts';
import { blocks } from './chats/people.ts';
import { type Reading, readerOf } from './chats/reader.ts';
import { accept, type Outcome } from './command.ts';
import { noUser } from './device-row.ts';
import { previewOf } from './messages/show.ts';
import { maySee } from './messages/visible.ts';
import { Named } from './named.ts';
import type { InboxEntry } from './rows.ts';
import type { View } from './state.ts';

type Entry = Result<'inbox.list'>['entries'][number];

/** Entries of one page. */
const entriesAtOnce = 50;

/** Rows that are looked at for one page: of chats that the person left, or by people whom they block, may be many. */
const rowsAtOnce = 500;

/** Behind which entry a page begins. */
export interface InboxPlace {
  readonly at: number;
  readonly chat: string;
  readonly seq: number;
}

/** A page of the caller's inbox. */
export function inboxPage(
  view: View,
  request: Reading & { readonly before?: InboxPlace | undefined },
): Outcome<Pick<Result<'inbox.list'>, 'entries' | 'users'> & { next: InboxPlace | null }> {
  const { userId } = readerOf(view, request);
  if (userId === null) return noUser;
  const { at, chat, seq } = request.before ?? { at: Number.MAX_SAFE_INTEGER, chat: '', seq: 0 };
  const page = { after: [userId, at, chat, seq], descending: true, limit: rowsAtOnce } as const;
  const rows = view.list('inbox', 'byUser', [userId], page);
  const named = new Named(view);
  const isBlocked = blockedBy(view, userId);
  const entries: Entry[] = [];
  for (const [index, row] of rows.entries()) {
    const entry = isBlocked(row.byId) ? undefined : entryOf(view, row);
    if (entry === undefined) continue;
    named.add(entry.by, entry.message?.user ?? null);
    entries.push(entry);
    const isLast = index === rows.length - 1 && rows.length < rowsAtOnce;
    if (entries.length === entriesAtOnce && !isLast) {
      return accept({ entries, users: named.users, next: placeOf(row) });
    }
  }
  const last = rows.length < rowsAtOnce ? undefined : rows.at(-1);
  return accept({ entries, users: named.users, next: last === undefined ? null : placeOf(last) });
}

function placeOf({ at, chatId, seq }: Readonly<InboxEntry>): InboxPlace {
  return { at, chat: chatId, seq };
}

/** Says whether a user takes nothing from somebody; looked up once for each. */
function blockedBy(view: View, user: string): (other: string | null) => boolean {
  const known = new Map<string, boolean>();
  return (other) => {
    if (other === null) return false;
    const isBlocked = known.get(other) ?? blocks(view, user, other);
    known.set(other, isBlocked);
    return isBlocked;
  };
}

/** Undefined where it is about a chat, or a message, that the person may not see now. */
function entryOf(
  view: View,
  { userId, chatId, kind, at, byId, seq }: Readonly<InboxEntry>,
): Entry | undefined {
  const chat = livingChat(view, chatId);
  const member = view.get('members', chatId, userId);
  if (chat === undefined || member === undefined) return undefined;
  const { id, title } = chat;
  const entry: Entry = { kind, at, chat: { id, kind: chat.kind, title }, by: byId };
  if (kind === 'added' || kind === 'request') return entry;
  const message = maySee(view, { chat, member }, seq) ? view.get('messages', chatId, seq) : undefined;
  return message === undefined || message.live === 0 ? undefined : { ...entry, message: previewOf(message) };
}
