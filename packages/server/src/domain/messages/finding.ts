/** Finding: the messages in which words stand, newest first, of those that the member of some chats may read now. */
import { known } from '../../base/assert.ts';
import { livingChat, type Standing } from '../chats/member-row.ts';
import type { Member } from '../rows.ts';
import type { Found, MessageQuery, View } from '../state.ts';
import { maySee, stayAt } from './visible.ts';

/** So many chats are told to the index at once: each costs it more, the more there are. */
const chatsTold = 64;

/** Messages that are asked of the index at first, and at most, in one look. */
const [firstLook, longestLook] = [64, 1_024];

/** A message that was found, and its reader's standing in its chat. */
export interface ReadableFound {
  readonly here: Standing;
  readonly place: Found;
}

/**
 * What is found in the chats of these members, which are one user's, read only as far as it is taken.
 *
 * The index is asked for nothing but these chats, and a chat is left where its reader may not read on. So neither
 * what is found nor the work for it depends on what stands in the chats of others.
 */
export function* findReadable(
  view: View,
  members: readonly Readonly<Member>[],
  sought: Pick<MessageQuery, 'phrases' | 'below'>,
): Generator<ReadableFound> {
  const memberIn = new Map(members.map((member) => [member.chatId, member]));
  const chats = [...memberIn.keys()];
  const sources: Source[] = [];
  for (let from = 0; from < chats.length; from += chatsTold) {
    sources.push(new Source(view, { ...sought, chats: chats.slice(from, from + chatsTold) }));
  }
  for (;;) {
    const source = newest(sources);
    const place = source?.first;
    if (source === undefined || place === undefined) return;
    const { chatId, seq, number } = place;
    const here = standingOf(view, known(memberIn.get(chatId), 'a chat that was asked for'));
    if (maySee(view, here, seq)) {
      source.step();
      yield { here, place };
      continue;
    }
    source.leave(chatId);
    const { to = null } = stayAt(view, here, seq) ?? {};
    // What hides it may have come between two stays: the earlier one is looked through from its end.
    if (to !== null)
      sources.push(new Source(view, { ...sought, chats: [chatId], below: number, belowSeq: to + 1 }));
  }
}

function standingOf(view: View, member: Readonly<Member>): Standing {
  return { chat: known(livingChat(view, member.chatId), 'the chat of a member'), member };
}

/** The source whose first message is the newest of all. */
function newest(sources: readonly Source[]): Source | undefined {
  let best: Source | undefined;
  for (const source of sources) {
    const { first } = source;
    if (first !== undefined && first.number > (best?.first?.number ?? 0)) best = source;
  }
  return best;
}

/** What the index finds in a few chats, look by look. */
class Source {
  readonly #view: View;
  readonly #chats: Set<string>;
  #query: Omit<MessageQuery, 'chats'>;
  #ahead: readonly Found[] = [];
  #next = 0;
  #isLast = false;

  constructor(view: View, { chats, ...query }: Omit<MessageQuery, 'limit'>) {
    this.#view = view;
    this.#chats = new Set(chats);
    this.#query = { ...query, limit: firstLook };
  }

  /** The newest that was not taken. */
  get first(): Found | undefined {
    for (;;) {
      const first = this.#ahead[this.#next];
      if (first !== undefined && this.#chats.has(first.chatId)) return first;
      if (first !== undefined) this.#next += 1;
      else if (this.#isLast || this.#chats.size === 0) return undefined;
      else this.#look();
    }
  }

  step(): void {
    this.#next += 1;
  }

  /** Finds nothing of this chat any more. */
  leave(chat: string): void {
    this.#chats.delete(chat);
  }

  #look(): void {
    const { limit } = this.#query;
    this.#ahead = this.#view.search({ ...this.#query, chats: [...this.#chats] });
    this.#next = 0;
    this.#isLast = this.#ahead.length < limit;
    const below = this.#ahead.at(-1)?.number;
    this.#query = { ...this.#query, below, limit: Math.min(4 * limit, longestLook) };
  }
}
