/** Search: the messages in which all words of a query stand, of those that the caller may read now. */
import { type MessageView, type Refusal, type Result, utf8Bytes } from '@kith/protocol';
import { known } from '../../base/assert.ts';
import type { Standing } from '../chats/member-row.ts';
import { type Reading, readerIn, readerOf } from '../chats/reader.ts';
import { accept, type Outcome } from '../command.ts';
import { noUser } from '../device-row.ts';
import { Named } from '../named.ts';
import type { Member } from '../rows.ts';
import type { Found, View } from '../state.ts';
import { findReadable } from './finding.ts';
import { peopleIn, showMessage } from './show.ts';
import { phrasesOf } from './words.ts';

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
  let below = request.before;
  for (const { here, place } of findReadable(view, members, { phrases: phrasesOf(query), below })) {
    if (page.messages.length === limit || !page.take(here, place)) return accept(page.result(below));
    below = place.number;
  }
  return accept(page.result());
}

/** The caller in the chats to search. */
function membersOf(view: View, { device, chat }: SearchRequest): readonly Readonly<Member>[] | Refusal {
  if (chat !== undefined) {
    const here = readerIn(view, { device, chat });
    return 'code' in here ? here : [here.member];
  }
  const { userId } = readerOf(view, { device });
  return userId === null ? noUser : view.list('members', 'byUser', [userId]);
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
