/** Messages as a thread shows them: the server's word with what this device has done to it, the same object while nothing differs. */
import type { Item, Message } from './api.ts';
import type { Entry } from './entry.ts';
import { mentions } from './segment.ts';
import type { Told, ToldMessage } from './told.ts';

export interface ShownMeans {
  readonly me: () => string | undefined;
  readonly keyOf: (message: string) => string;
  readonly overlaid: (message: ToldMessage) => ToldMessage;
  readonly pending: (message: string) => Message['pending'];
}

export class Shown {
  readonly #means: ShownMeans;
  readonly #messages = new WeakMap<ToldMessage, Message>();
  readonly #entries = new WeakMap<Entry, Message>();

  constructor(means: ShownMeans) {
    this.#means = means;
  }

  item(told: Told): Item {
    return told.kind === 'line' ? told : this.message(told);
  }

  message(told: ToldMessage): Message {
    const { me, keyOf, overlaid, pending } = this.#means;
    const now = overlaid(told);
    const [key, state] = [keyOf(told.id), pending(told.id)];
    const known = this.#messages.get(now);
    if (known !== undefined && known.key === key && known.pending === state) return known;
    const message = shownMessage(now, { key, me: me(), pending: state });
    this.#messages.set(now, message);
    return message;
  }

  entry(entry: Entry): Message {
    const known = this.#entries.get(entry) ?? shownEntry(entry);
    this.#entries.set(entry, known);
    return known;
  }
}

function shownMessage(
  told: ToldMessage,
  { key, me, pending }: { key: string; me: string | undefined; pending: Message['pending'] },
): Message {
  const { id, seq, at, user, text, replyTo, editedAt, deletedBy, reactions, replies } = told;
  return {
    kind: 'message',
    id,
    key,
    seq,
    at,
    user,
    isOwn: user === me,
    text,
    replyTo,
    mentions: told.mentions,
    mentionsMe: mentions(told, me),
    editedAt,
    deletedBy,
    reactions,
    replies,
    state: 'sent',
    error: null,
    pending,
  };
}

function shownEntry({ key, at, user, text, replyTo, stored, state, error, ...entry }: Entry): Message {
  return {
    kind: 'message',
    id: stored?.id ?? key,
    key,
    seq: stored?.seq ?? null,
    at: stored?.at ?? at,
    user,
    isOwn: true,
    text,
    replyTo,
    mentions: entry.mentions ?? [],
    mentionsMe: false,
    editedAt: null,
    deletedBy: null,
    reactions: [],
    replies: 0,
    state,
    error,
    pending: null,
  };
}
