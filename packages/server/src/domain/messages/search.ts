/** Search: the messages in which all words of a query stand, of those that the caller may read now. */
import { type MessageView, type Refusal, type Result, utf8Bytes } from '@kith/protocol';
import { known } from '../../base/assert.ts';
import { livingChat, type Standing } from '../chats/member-row.ts';
import { type Reading, readerIn, readerOf } from '../chats/reader.ts';
import { accept, type Outcome } from '../command.ts';
import { noUser } from '../device-row.ts';
import { Named } from '../named.ts';
import type { Member } from '../rows.ts';
import type { Found, View } from '../state.ts';
import { peopleIn, showMessage } from './show.ts';
import { maySee } from './visible.ts';
import { phrasesOf } from './words.ts';

/** So many chats are told to the index; of more, what it finds anywhere is looked through, which costs less. */
const chatsTold = 64;

/** Messages that are looked through for one page, look by look: where few of them are the caller's, a page is short. */
const looks = [200, 2_000, 8_000];

export interface SearchRequest extends Reading {
  readonly query: string;
  /** Only in this chat. */
  readonly chat?: string | undefined;
  /** Only what was stored before this number: where the page before ended. */
  readonly before?: number | undefined;
  readonly limit: number;
  readonly bytesMax: number;
}

/** A page of what is found, newest first; it ends at `bytesMax` bytes, one message at least. */
export function searchMessages(view: View, request: SearchRequest): Outcome<Result<'messages.search'>> {
  const members = membersOf(view, request);
  if ('code' in members) return members;
  const { query, limit, bytesMax } = request;
  const page = new Page(view, bytesMax);
  const chats = members.size > chatsTold ? undefined : [...members.keys()];
  const phrases = phrasesOf(query);
  let below = request.before;
  for (const look of looks) {
    const found = view.search({ phrases, chats, limit: look, ...(below === undefined ? {} : { below }) });
    for (const place of found) {
      const here = standingAt(view, members, place);
      // That there is more is said of what the caller may read, or it would tell what stands in what others read.
      const isFull = here !== undefined && (page.messages.length === limit || !page.take(here, place));
      if (isFull) return accept(page.result(below));
      below = place.number;
    }
    if (found.length < look) return accept(page.result());
  }
  return accept(page.result(below));
}

/** The chats to search, by id. */
function membersOf(
  view: View,
  { device, chat }: SearchRequest,
): ReadonlyMap<string, Readonly<Member>> | Refusal {
  if (chat !== undefined) {
    const here = readerIn(view, { device, chat });
    return 'code' in here ? here : new Map([[chat, here.member]]);
  }
  const { userId } = readerOf(view, { device });
  if (userId === null) return noUser;
  return new Map(view.list('members', 'byUser', [userId]).map((member) => [member.chatId, member]));
}

/** The caller's standing where something was found; undefined where the caller may not read it. */
function standingAt(
  view: View,
  members: ReadonlyMap<string, Readonly<Member>>,
  { chatId, seq }: Found,
): Standing | undefined {
  const member = members.get(chatId);
  if (member === undefined) return undefined;
  const here = { chat: known(livingChat(view, chatId), 'the chat of a member'), member };
  return maySee(view, here, seq) ? here : undefined;
}

/** What is found so far. */
class Page {
  readonly messages: MessageView[] = [];
  readonly #view: View;
  readonly #named: Named;
  readonly #bytesMax: number;
  #bytes = 0;

  constructor(view: View, bytesMax: number) {
    this.#view = view;
    this.#named = new Named(view);
    this.#bytesMax = bytesMax;
  }

  /** Takes a message; false: it does not fit any more. */
  take(here: Standing, { chatId, seq }: Found): boolean {
    const row = known(this.#view.get('messages', chatId, seq), 'a message that is found');
    const message = showMessage(this.#view, here, row);
    const before = this.#named.count;
    this.#named.add(...peopleIn(message));
    this.#bytes += utf8Bytes(JSON.stringify(message));
    if (this.messages.length > 0 && this.#bytes + this.#named.bytes > this.#bytesMax) {
      this.#named.cut(before);
      return false;
    }
    this.messages.push(message);
    return true;
  }

  /** `below`: where the next page begins. */
  result(below?: number): Result<'messages.search'> {
    const next = below === undefined ? null : String(below);
    return { messages: this.messages, users: this.#named.users, next };
  }
}
