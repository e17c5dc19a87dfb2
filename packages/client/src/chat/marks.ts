/** Read marks on their way: they show at once, of each chat the newest is sent, and only while there is a connection. */
import type { Result } from '@kith/protocol';
import type { Environment } from '../environment/environment.ts';
import { KithError } from '../errors.ts';
import type { Cancel } from '../observable.ts';
import { newId } from '../wire/ids.ts';

/** Between two marks of one chat: who scrolls reads much. */
const paceMs = 500;

/** After a refusal that says nothing of the mark. */
const againMs = 3000;

interface Mark {
  readonly id: string;
  readonly seq: number;
  readonly isUnread: boolean;
  /** The server took it; the event shows where it stands then. */
  readonly isAcked: boolean;
}

export interface MarksMeans {
  readonly environment: Pick<Environment, 'now' | 'after' | 'bytes'>;
  readonly mark: (params: object) => Promise<Result<'receipts.mark'>>;
  readonly isOpen: () => boolean;
  /** What the server has told of the position in this chat. */
  readonly read: (chat: string) => number;
  readonly onChange: (chat: string) => void;
}

export class Marks {
  readonly #means: MarksMeans;
  readonly #marks = new Map<string, Mark>();
  readonly #busy = new Set<string>();
  readonly #timers = new Map<string, Cancel>();

  constructor(means: MarksMeans) {
    this.#means = means;
  }

  /** Where the person has read to, where the server has not said so yet. */
  at(chat: string): number | undefined {
    return this.#marks.get(chat)?.seq;
  }

  /** Forward only, unless it is to be unread again from behind `seq`. */
  mark(chat: string, seq: number, isUnread = false): void {
    const now = this.at(chat) ?? this.#means.read(chat);
    if (isUnread ? seq === now : seq <= now) return;
    const before = this.#marks.get(chat);
    // A mark that follows one to unread must be able to go back as well: the server has heard of neither.
    const goesBack = isUnread || (before?.isUnread === true && !before.isAcked);
    const id = newId(this.#means.environment);
    this.#put(chat, { id, seq, isUnread: goesBack, isAcked: false });
    this.#send(chat);
  }

  /** The server told the position. */
  told(chat: string, seq: number): void {
    const mark = this.#marks.get(chat);
    if (mark?.isAcked === true || mark?.seq === seq) this.#put(chat, undefined);
  }

  /** Everything was taken anew. */
  retaken(): void {
    for (const [chat, mark] of this.#marks) if (mark.isAcked) this.#put(chat, undefined);
  }

  nudge(): void {
    for (const chat of this.#marks.keys()) this.#send(chat);
  }

  clear(): void {
    for (const chat of [...this.#marks.keys()]) this.#put(chat, undefined);
  }

  close(): void {
    for (const cancel of this.#timers.values()) cancel();
  }

  #send(chat: string): void {
    if (!this.#busy.has(chat) && !this.#timers.has(chat)) void this.#sendNow(chat);
  }

  async #sendNow(chat: string): Promise<void> {
    const mark = this.#marks.get(chat);
    if (mark === undefined || mark.isAcked || !this.#means.isOpen()) return;
    this.#busy.add(chat);
    const { id, seq, isUnread } = mark;
    try {
      const told = await this.#means.mark({ id, chat, seq, ...(isUnread && { unread: true }) });
      this.#taken(chat, mark, told.seq);
      this.#rest(chat, paceMs);
    } catch (error) {
      const isOver = error instanceof KithError && error.retry === 'never';
      if (isOver && this.#marks.get(chat) === mark) this.#put(chat, undefined);
      this.#rest(chat, againMs);
    } finally {
      this.#busy.delete(chat);
    }
  }

  #taken(chat: string, mark: Mark, seq: number): void {
    if (this.#marks.get(chat) !== mark) return;
    this.#put(chat, this.#means.read(chat) === seq ? undefined : { ...mark, seq, isAcked: true });
  }

  #rest(chat: string, ms: number): void {
    const next = () => {
      this.#timers.delete(chat);
      this.#send(chat);
    };
    this.#timers.set(chat, this.#means.environment.after(ms, next));
  }

  #put(chat: string, mark: Mark | undefined): void {
    if (mark === undefined) this.#marks.delete(chat);
    else this.#marks.set(chat, mark);
    this.#means.onChange(chat);
  }
}
