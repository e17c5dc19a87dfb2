/** What the log tells of chats: who was in when, and what each message says now. Replayed from events alone. */
import type { EventData } from '@kith/protocol';
import type { LoggedEvent } from '../../packages/server/src/domain/state.ts';

/** A message as its events leave it. */
export interface ToldMessage {
  readonly id: string;
  readonly seq: number;
  /** Where it stands among those of all chats. */
  readonly offset: number;
  readonly user: string;
  /** Null: deleted. */
  text: string | null;
  readonly replyTo: string | undefined;
}

interface ToldStay {
  readonly user: string;
  readonly from: number;
  to: number;
}

/** One chat. */
class ToldChat {
  readonly messages: ToldMessage[] = [];
  /** Seqs of what else happened. */
  readonly lines: number[] = [];
  readonly stays: ToldStay[] = [];
  showsAll = true;

  take({ type, seq, offset, user, data: text }: LoggedEvent): void {
    const data: unknown = JSON.parse(text);
    if (type === 'message.sent') {
      const { id, text: said, replyTo } = data as EventData<'message.sent'>;
      this.messages.push({ id, seq, offset, user: user ?? '', text: said, replyTo });
    } else if (type === 'message.edited') {
      this.#message(data as { id: string }, (data as EventData<'message.edited'>).text);
    } else if (type === 'message.deleted') this.#message(data as { id: string }, null);
    else if (type.startsWith('member.') || type === 'chat.created' || type === 'chat.updated')
      this.lines.push(seq);
    if (type === 'chat.created') {
      const { kind, history } = data as EventData<'chat.created'>;
      this.showsAll = kind !== 'group' || history === 'all';
    } else if (type === 'member.joined') {
      const { user: who } = data as EventData<'member.joined'>;
      this.stays.push({ user: who, from: seq, to: Number.POSITIVE_INFINITY });
    } else if (type === 'member.left') {
      const { user: who } = data as EventData<'member.left'>;
      for (const stay of this.#open()) if (stay.user === who) stay.to = seq;
    } else if (type === 'chat.deleted') for (const stay of this.#open()) stay.to = seq;
  }

  isIn(user: string): boolean {
    return this.#open().some((stay) => stay.user === user);
  }

  shows(user: string, seq: number): boolean {
    if (!this.isIn(user)) return false;
    return (
      this.showsAll || this.stays.some((stay) => stay.user === user && stay.from <= seq && seq <= stay.to)
    );
  }

  #open(): ToldStay[] {
    return this.stays.filter(({ to }) => to === Number.POSITIVE_INFINITY);
  }

  #message({ id }: { id: string }, text: string | null): void {
    const message = this.messages.find((it) => it.id === id);
    if (message !== undefined) message.text = text;
  }
}

/** All chats, by id. */
export class Told {
  readonly chats = new Map<string, ToldChat>();

  constructor(log: readonly LoggedEvent[]) {
    for (const event of log) {
      const [kind, id = ''] = event.topic.split(':');
      if (kind !== 'chat') continue;
      const chat = this.chats.get(id) ?? new ToldChat();
      this.chats.set(id, chat);
      chat.take(event);
    }
  }

  /** The chats that somebody is in, by id. */
  chatsOf(user: string): string[] {
    return [...this.chats]
      .filter(([, chat]) => chat.isIn(user))
      .map(([id]) => id)
      .sort();
  }

  /** What somebody may read of a chat now, oldest first. */
  messages(user: string, chat: string): readonly ToldMessage[] {
    const told = this.chats.get(chat);
    return told?.messages.filter(({ seq }) => told.shows(user, seq)) ?? [];
  }

  lines(user: string, chat: string): readonly number[] {
    const told = this.chats.get(chat);
    return told?.lines.filter((seq) => told.shows(user, seq)) ?? [];
  }
}
