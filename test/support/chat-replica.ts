/** What a client knows of its chats, built of snapshots and events by the rules of the protocol alone. */
import type { ChatEntry, Reset, WireEvent } from './wire.ts';

export class ChatReplica {
  cursor = '';
  readonly #user: string;
  #chats = new Map<string, ChatEntry>();
  /** Topic → last seq that is counted; a chat begins at the own joining. */
  #seqs = new Map<string, number>();
  /** [R6] Events of chats that came while parts are outstanding; undefined: none are. */
  #meanwhile: WireEvent[] | undefined;

  constructor(user: string) {
    this.#user = user;
  }

  /** What it knows, for comparison. */
  get shown(): readonly ChatEntry[] {
    return [...this.#chats.values()]
      .map((chat) => ({ ...chat, seq: this.#seqs.get(`chat:${chat.id}`) ?? 0 }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Takes a snapshot or one more part of it. */
  reset({ reason, snapshot, cursor, more }: Reset): this {
    if (reason !== 'more') {
      this.#chats = new Map();
      this.#seqs = new Map();
      this.#meanwhile = [];
    }
    for (const chat of snapshot.chats) this.#chats.set(chat.id, known(chat));
    for (const { topic, seq } of snapshot.topics) {
      this.#seqs.set(topic, seq);
      for (const event of this.#meanwhile ?? []) if (event.topic === topic) this.#takeOne(event);
    }
    if (!more) this.#meanwhile = undefined;
    this.cursor = cursor;
    return this;
  }

  /** Takes events: those that it has are skipped, each other one must be the next of its topic. */
  take(events: readonly WireEvent[]): this {
    for (const event of events) {
      if (event.topic.startsWith('chat:')) this.#meanwhile?.push(event);
      this.#takeOne(event);
    }
    return this;
  }

  copy(): ChatReplica {
    const copy = new ChatReplica(this.#user);
    copy.cursor = this.cursor;
    copy.#chats = new Map(this.#chats);
    copy.#seqs = new Map(this.#seqs);
    return copy;
  }

  #takeOne(event: WireEvent): void {
    const { topic, seq, type, data } = event;
    this.cursor = event.cursor;
    const begins = type === 'member.joined' && data.user === this.#user;
    const last = this.#seqs.get(topic);
    if (begins && !this.#chats.has(chatOf(topic))) this.#begin(event);
    else if (last === undefined) {
      if (topic.startsWith('chat:') && this.#meanwhile !== undefined) return;
      if (topic.startsWith('chat:')) throw new Error(`${topic} begins with ${type}`);
    } else if (seq <= last) return;
    else if (seq !== last + 1) throw new Error(`${topic} jumps from ${last} to ${seq}`);
    this.#seqs.set(topic, seq);
    if (type === 'receipt.marked') this.#change(String(data.chat), { read: Number(data.seq) });
    else if (topic.startsWith('chat:')) this.#apply(event);
  }

  #begin({ topic, seq, data }: WireEvent): void {
    const { chat, member } = data as unknown as { chat: ChatEntry; member: { role: string } };
    const entry = { ...chat, role: member.role, since: seq, read: seq, seq };
    this.#chats.set(chatOf(topic), known(entry));
  }

  #apply({ topic, type, data }: WireEvent): void {
    const id = chatOf(topic);
    const { memberCount = 0 } = this.#chats.get(id) ?? {};
    switch (type) {
      case 'member.joined':
        this.#change(id, { memberCount: (data.chat as ChatEntry).memberCount });
        return;
      case 'member.left':
        if (data.user === this.#user) this.#end(id);
        else this.#change(id, { memberCount: memberCount - 1 });
        return;
      case 'member.role-changed':
        if (data.user === this.#user) this.#change(id, { role: String(data.role) });
        return;
      case 'chat.updated': {
        const { id: _, ...change } = data;
        this.#change(id, change);
        return;
      }
      case 'chat.deleted':
        this.#end(id);
        return;
      default:
    }
  }

  #end(id: string): void {
    this.#chats.delete(id);
    this.#seqs.delete(`chat:${id}`);
  }

  #change(id: string, change: Partial<ChatEntry>): void {
    const chat = this.#chats.get(id);
    if (chat !== undefined) this.#chats.set(id, { ...chat, ...change });
  }
}

function chatOf(topic: string): string {
  return topic.slice('chat:'.length);
}

function known(chat: ChatEntry): ChatEntry {
  const { id, kind, title, purpose, listed, memberCount, role, seq, since, read } = chat;
  return { id, kind, title, purpose, listed, memberCount, role, seq, since, read };
}
