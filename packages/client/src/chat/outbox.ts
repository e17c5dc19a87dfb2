/** The outbox: own messages until the server's word for them is here. Kept on this device, sent in order, each once. */
import type { Result } from '@kith/protocol';
import type { Shelf } from '../cache/shelf.ts';
import { backoffMs } from '../connection/backoff.ts';
import type { Environment } from '../environment/environment.ts';
import { KithError } from '../errors.ts';
import type { Cancel } from '../observable.ts';
import { newId } from '../wire/ids.ts';
import { type Entry, inOrder, type KeptEntry, keptOf, revived } from './entry.ts';
import type { ToldMessage } from './told.ts';

export interface OutboxMeans {
  readonly environment: Pick<Environment, 'now' | 'after' | 'random' | 'bytes'>;
  readonly shelf: Shelf;
  /** This tab, for as long as it lives. */
  readonly tab: string;
  readonly send: (params: object) => Promise<Result<'messages.send'>>;
  /** Whether messages may go now: connected, with a user and its state. */
  readonly isOpen: () => boolean;
  readonly onStaleLogin: () => void;
  /** The own messages of a chat are others, or stand otherwise. */
  readonly onChange: (chat: string) => void;
  /** Whether a stored message is shown already. */
  readonly isHere: (chat: string, message: string) => boolean;
  /** Drafts are settings, on a way of their own. */
  readonly drafts: {
    /** The one that the server holds of a chat. */
    readonly storedId: (chat: string) => string | undefined;
    /** Whether the server has not answered yet that it holds this one. */
    readonly isSaving: (chat: string, draft: string) => boolean;
  };
  readonly self: () => { readonly user: string | undefined; readonly device: string | undefined };
}

export type Said = Pick<
  KeptEntry,
  'chat' | 'user' | 'text' | 'replyTo' | 'mentions' | 'draft' | 'draftBefore' | 'after'
>;

const none: readonly Entry[] = [];

/** Keys that are remembered of messages that are here. */
const keysMax = 5000;

export class Outbox {
  readonly #means: OutboxMeans;
  readonly #entries = new Map<string, Entry>();
  /** Message id to the key under which it was shown from the first. */
  readonly #keys = new Map<string, string>();
  readonly #writes = new Map<string, Promise<void>>();
  readonly #busy = new Set<string>();
  /** Where the last own message of each chat came to stand: the next one stands behind it. */
  readonly #lastSeq = new Map<string, number>();
  #order = 0;
  #putOff = 0;
  #resting: Cancel | undefined;
  #isClosed = false;

  constructor(means: OutboxMeans) {
    this.#means = means;
  }

  /** Own messages of a chat that no event has told yet, in order. */
  of(chat: string): readonly Entry[] {
    if (this.#entries.size === 0) return none;
    return [...this.#entries.values()].filter((it) => it.chat === chat).sort(inOrder);
  }

  entry(key: string): Entry | undefined {
    return this.#entries.get(key);
  }

  /** What a message is known by in lists. */
  keyOf(message: string): string {
    return this.#keys.get(message) ?? message;
  }

  say(said: Said): Entry {
    const { environment, tab } = this.#means;
    const id = newId(environment);
    const at = environment.now();
    this.#order = Math.max(this.#order + 1, at);
    const own = { key: id, id, at, order: this.#order, tab, error: null, wasSent: false };
    const entry: Entry = { ...said, ...own, state: 'queued' };
    this.#keep(entry);
    this.nudge(said.chat);
    return entry;
  }

  /** Sends one that failed again, behind all others: it was certainly not stored, so it is another command. */
  retry(key: string): void {
    const entry = this.#entries.get(key);
    if (entry?.state !== 'failed') return;
    const id = newId(this.#means.environment);
    this.#order = Math.max(this.#order + 1, this.#means.environment.now());
    this.#keep({ ...entry, id, order: this.#order, state: 'queued', wasSent: false, error: null });
    this.nudge(entry.chat);
  }

  /** Takes one back that was certainly not stored. Says whether it could. */
  discard(key: string): boolean {
    const entry = this.#entries.get(key);
    if (entry === undefined || (entry.wasSent && entry.state !== 'failed')) return false;
    this.#remove(entry);
    return true;
  }

  /** Gives one that waits or failed another text. Says whether it could. */
  reword(key: string, text: string): boolean {
    const entry = this.#entries.get(key);
    if (entry === undefined || (entry.wasSent && entry.state !== 'failed')) return false;
    this.#keep({ ...entry, text });
    this.retry(key);
    return true;
  }

  /** What another life of this device, or another tab that is gone, left behind. */
  adopt(entries: readonly KeptEntry[]): void {
    for (const kept of entries) {
      if (this.#entries.has(kept.key)) continue;
      this.#order = Math.max(this.#order, kept.order);
      this.#keep(revived({ ...kept, tab: this.#means.tab }));
    }
    for (const { chat } of entries) this.nudge(chat);
  }

  /** Messages are here: own ones among them leave the outbox, or are taken for one that is on its way. */
  met(chat: string, messages: readonly ToldMessage[]): void {
    const { device, user } = this.#means.self();
    const waiting = this.of(chat);
    if (waiting.length === 0) return;
    for (const message of messages) {
      if (message.user !== user || message.device !== device) continue;
      const stored = waiting.find((it) => it.stored?.id === message.id);
      if (stored !== undefined) this.#arrived(stored, message.id);
      else if (!this.#keys.has(message.id)) this.#claim(chat, message);
    }
  }

  /** All that was told of a chat up to this seq was taken anew: what is stored by then needs no showing. */
  retaken(chat: string, seq: number): void {
    for (const entry of this.of(chat))
      if (entry.stored !== undefined && entry.stored.seq <= seq) this.#arrived(entry, entry.stored.id);
  }

  /** Something may be ready to go. */
  nudge(chat?: string): void {
    const chats = chat === undefined ? new Set([...this.#entries.values()].map((it) => it.chat)) : [chat];
    for (const it of chats) void this.#pump(it);
  }

  /** Nobody is here any more. */
  clear(): void {
    const chats = new Set([...this.#entries.values()].map(({ chat }) => chat));
    this.#entries.clear();
    this.#keys.clear();
    this.#lastSeq.clear();
    for (const chat of chats) this.#means.onChange(chat);
  }

  /** Resolves when all that it holds is kept. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#resting?.();
    await Promise.all(this.#writes.values());
  }

  /** One at a time in each chat, so that no later one passes an earlier. */
  async #pump(chat: string): Promise<void> {
    const { isOpen, send } = this.#means;
    const isReady = () => !this.#isClosed && this.#resting === undefined && isOpen();
    if (this.#busy.has(chat) || !isReady()) return;
    const { user } = this.#means.self();
    const isDue = (it: Entry) => it.state !== 'failed' && it.stored === undefined && it.user === user;
    const next = this.of(chat).find(isDue);
    if (next === undefined || this.#isAhead(next)) return;
    this.#busy.add(chat);
    let isAnswered = false;
    try {
      // Kept before it is sent, and that it is: whatever happens next, its text is not lost, nor shown twice.
      const after = Math.max(next.after, this.#lastSeq.get(chat) ?? 0);
      if (!next.wasSent) this.#keep({ ...next, after, wasSent: true, draft: this.#draftOf(next) });
      else if (after > next.after) this.#keep({ ...next, after });
      await this.#writes.get(next.key);
      const entry = this.#entries.get(next.key);
      if (entry === undefined || !isReady()) return;
      this.#put({ ...entry, state: 'sending' });
      const { id, text, replyTo, mentions, draft } = entry;
      const { message } = await send({ id, chat, text, replyTo: replyTo?.id, mentions, draft });
      this.#putOff = 0;
      isAnswered = true;
      this.#answered(next.key, message);
    } catch (error) {
      isAnswered = this.#refused(next.key, error);
    } finally {
      this.#busy.delete(chat);
      if (isAnswered || this.#entries.get(next.key) === undefined) this.nudge(chat);
    }
  }

  /** Its draft is still on its way: that would come to stand behind the message that takes it away. */
  #isAhead({ chat, draft }: Entry): boolean {
    return draft !== undefined && this.#means.drafts.isSaving(chat, draft);
  }

  #draftOf({ chat, draft, draftBefore }: Entry): string | undefined {
    const isOlderStored = draftBefore !== undefined && this.#means.drafts.storedId(chat) === draftBefore;
    return isOlderStored ? draftBefore : draft;
  }

  #answered(key: string, stored: Result<'messages.send'>['message']): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    const { chat, claimed } = entry;
    if (claimed !== undefined && claimed !== stored.id) this.#keys.delete(claimed);
    this.#keys.set(stored.id, key);
    this.#lastSeq.set(chat, stored.seq);
    this.#forget(entry);
    if (this.#means.isHere(chat, stored.id)) this.#arrived(entry, stored.id);
    else this.#put({ ...entry, state: 'sent', stored, claimed: undefined });
  }

  /** Says whether the next one may go at once. */
  #refused(key: string, error: unknown): boolean {
    const entry = this.#entries.get(key);
    if (entry === undefined) return true;
    const refusal = error instanceof KithError ? error : undefined;
    if (refusal?.retry === 'never') {
      if (entry.claimed !== undefined) this.#keys.delete(entry.claimed);
      this.#keep({ ...entry, state: 'failed', error: refusal.code, wasSent: false, claimed: undefined });
      return true;
    }
    const isCertain = refusal?.code === 'rate-limited' || refusal?.retry === 'after-login';
    this.#put({ ...entry, state: isCertain ? 'queued' : 'unconfirmed' });
    if (refusal?.retry === 'after-login') this.#means.onStaleLogin();
    else if (this.#means.isOpen()) this.#rest(refusal?.retryAfterMs);
    return false;
  }

  #rest(retryAfterMs = 100): void {
    const { environment } = this.#means;
    this.#putOff += 1;
    this.#resting ??= environment.after(retryAfterMs + backoffMs(this.#putOff, environment.random()), () => {
      this.#resting = undefined;
      this.nudge();
    });
  }

  /** The first one on its way that reads the same is it; the answer says so for certain. */
  #claim(chat: string, message: ToldMessage): void {
    const entry = this.of(chat).find(
      ({ wasSent, stored, claimed, after, text, replyTo }) =>
        wasSent &&
        stored === undefined &&
        claimed === undefined &&
        after < message.seq &&
        text === message.text &&
        replyTo?.id === message.replyTo?.id,
    );
    if (entry === undefined) return;
    this.#keys.set(message.id, entry.key);
    this.#put({ ...entry, claimed: message.id });
  }

  #arrived(entry: Entry, message: string): void {
    this.#keys.set(message, entry.key);
    for (const [old] of this.#keys) {
      if (this.#keys.size <= keysMax) break;
      this.#keys.delete(old);
    }
    this.#entries.delete(entry.key);
    this.#means.onChange(entry.chat);
  }

  #keep(entry: Entry): void {
    this.#writes.set(entry.key, this.#means.shelf.write(nameOf(entry), keptOf(entry)));
    this.#put(entry);
  }

  #put(entry: Entry): void {
    this.#entries.set(entry.key, entry);
    this.#means.onChange(entry.chat);
  }

  #remove(entry: Entry): void {
    this.#entries.delete(entry.key);
    this.#forget(entry);
    this.#means.onChange(entry.chat);
  }

  /** It is kept no more, also where it is only being written now. */
  #forget(entry: Entry): void {
    const written = this.#writes.get(entry.key);
    this.#writes.delete(entry.key);
    void Promise.resolve(written).then(() => this.#means.shelf.remove(nameOf(entry)));
  }
}

/** Where an entry is kept. */
function nameOf({ key }: KeptEntry): string {
  return `out ${key}`;
}
