/** Own changes of messages that are on their way: they show at once, and go when the server's word is here or they are refused. */
import type { ToldMessage } from './told.ts';

export interface Change {
  readonly message: string;
  readonly pending: 'edit' | 'delete' | null;
  readonly apply: (message: ToldMessage) => ToldMessage;
  /** Whether the server's word says it already. */
  readonly isMet: (message: ToldMessage) => boolean;
}

interface Held extends Change {
  isAcked: boolean;
}

export class Overlay {
  readonly #changes = new Set<Held>();
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Shows a change for as long as `work` goes on, and until the event that it caused. */
  async during(
    change: Change,
    work: () => Promise<unknown>,
    now: () => ToldMessage | undefined,
  ): Promise<void> {
    const held: Held = { ...change, isAcked: false };
    this.#changes.add(held);
    this.#onChange();
    try {
      await work();
      held.isAcked = true;
      const message = now();
      if (message === undefined || change.isMet(message)) this.#drop(held);
    } catch (error) {
      this.#drop(held);
      throw error;
    }
  }

  /** The server told of the message: by the change itself, or otherwise. */
  told(message: ToldMessage, { isOwn }: { isOwn: boolean }): void {
    for (const held of [...this.#changes]) {
      if (held.message !== message.id || !held.isMet(message)) continue;
      if (isOwn || held.isAcked) this.#drop(held);
    }
  }

  /** Everything was taken anew: what was acknowledged is in it. */
  retaken(): void {
    for (const held of [...this.#changes]) if (held.isAcked) this.#drop(held);
  }

  clear(): void {
    for (const held of [...this.#changes]) this.#drop(held);
  }

  shown(message: ToldMessage): ToldMessage {
    let shown = message;
    for (const held of this.#changes) if (held.message === message.id) shown = held.apply(shown);
    return shown;
  }

  pending(message: string): 'edit' | 'delete' | null {
    let pending: 'edit' | 'delete' | null = null;
    for (const held of this.#changes) {
      if (held.message === message && held.pending !== null && !held.isAcked) pending = held.pending;
    }
    return pending;
  }

  #drop(held: Held): void {
    if (this.#changes.delete(held)) this.#onChange();
  }
}
