/** What a chat is to its people, said as plainly as can be: who is in, what was said, what each has not read. */
import type { ChatRole } from '@kith/protocol';

/** What a member may say and see now, and where they stand. */
export interface Seat {
  role: ChatRole;
  readonly since: number;
  read: number;
}

/** A message, with all that hangs on it. */
export interface Said {
  readonly id: string;
  readonly seq: number;
  readonly author: string;
  readonly replyTo: Said | undefined;
  text: string;
  /** Every text that it ever was, as drafts and through edits. */
  readonly texts: string[];
  mentions: readonly string[];
  live: boolean;
  /** `<emoji> <user>`. */
  readonly reactions: Set<string>;
  /** User → why it stands in their inbox. */
  readonly inbox: Map<string, 'mention' | 'reply'>;
}

export class Model {
  readonly history: 'all' | 'joined';
  readonly seats = new Map<string, Seat>();
  readonly stays: { readonly user: string; readonly from: number; to: number }[] = [];
  readonly messages: Said[] = [];

  constructor(history: 'all' | 'joined') {
    this.history = history;
  }

  join(user: string, role: ChatRole, seq: number): void {
    this.seats.set(user, { role, since: seq, read: seq });
    this.stays.push({ user, from: seq, to: Number.POSITIVE_INFINITY });
  }

  leave(user: string, seq: number): void {
    this.seats.delete(user);
    for (const stay of this.stays)
      if (stay.user === user && stay.to === Number.POSITIVE_INFINITY) stay.to = seq;
  }

  /** Why a user may not do a thing in the chat, or with one of its messages; `even`: readers may as well. */
  refusal(user: string, said?: Said, { even }: { even?: 'read-only' } = {}): string | undefined {
    const role = this.seats.get(user)?.role;
    if (role === undefined) return 'not-found';
    if (role === 'read-only' && even === undefined) return 'forbidden';
    return said === undefined || this.#sees(user, said) ? undefined : 'not-found';
  }

  leads(user: string): boolean {
    const role = this.seats.get(user)?.role;
    return role === 'owner' || role === 'admin';
  }

  /** Of those who are named, whom a message of this user mentions. */
  mentioned(user: string, named: readonly string[]): string[] {
    const may = (target: string) => (target === 'all' ? this.leads(user) : this.seats.has(target));
    return [...new Set(named)].filter((target) => target !== user && may(target));
  }

  say(said: Said): void {
    this.messages.push(said);
    for (const user of this.#meant(said)) said.inbox.set(user, 'mention');
    const answered = said.replyTo?.author;
    if (answered !== undefined && answered !== said.author && this.seats.has(answered)) {
      said.inbox.set(answered, 'reply');
    }
  }

  edit(said: Said, text: string, mentions: readonly string[]): void {
    said.text = text;
    said.texts.push(text);
    if (String(mentions) === String(said.mentions)) return;
    said.mentions = mentions;
    const meant = this.#meant(said);
    for (const [user, why] of said.inbox) if (why === 'mention' && !meant.has(user)) said.inbox.delete(user);
    for (const user of meant) if (!said.inbox.has(user)) said.inbox.set(user, 'mention');
  }

  delete(said: Said): void {
    said.live = false;
    said.mentions = [];
    said.reactions.clear();
    said.inbox.clear();
  }

  /** How many messages this member has not read, and how many of them are for them. */
  unread(user: string): { unread: number; mentions: number } {
    const { since, read } = this.seats.get(user) ?? { since: 0, read: 0 };
    const behind = this.messages.filter(
      ({ live, author, seq }) => live && author !== user && seq > since && seq > read,
    );
    const mine = behind.filter(({ mentions }) => mentions.includes(user) || mentions.includes('all'));
    return { unread: behind.length, mentions: mine.length };
  }

  #sees(user: string, { seq }: Said): boolean {
    if (this.history === 'all') return true;
    return this.stays.some((stay) => stay.user === user && stay.from <= seq && seq <= stay.to);
  }

  #meant({ author, mentions }: Said): Set<string> {
    const everybody = mentions.includes('all') ? this.seats.keys() : [];
    const meant = new Set([...mentions, ...everybody]);
    meant.delete('all');
    meant.delete(author);
    return meant;
  }
}
