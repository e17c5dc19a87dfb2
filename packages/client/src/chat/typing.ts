/** Who writes now: what others tell is forgotten soon, and the own writing is told seldom. */
import type { Environment } from '../environment/environment.ts';
import type { Cancel } from '../observable.ts';

/** Told again no sooner. */
const toldMs = 3000;

/** Others forget it after so long. */
const forgottenMs = 5000;

export interface TypingMeans {
  readonly environment: Pick<Environment, 'now' | 'after'>;
  readonly tell: (chat: string, typing: boolean) => void;
  /** Whether the person shows that they write. */
  readonly isShown: () => boolean;
  readonly onChange: (chat: string) => void;
}

export class Typing {
  readonly #means: TypingMeans;
  readonly #others = new Map<string, Map<string, Cancel>>();
  readonly #toldAt = new Map<string, number>();

  constructor(means: TypingMeans) {
    this.#means = means;
  }

  /** Ids of who writes in a chat, who began first in front. */
  of(chat: string): readonly string[] {
    return [...(this.#others.get(chat)?.keys() ?? [])];
  }

  heard(chat: string, user: string, isTyping: boolean): void {
    if (!isTyping) {
      this.stopped(chat, user);
      return;
    }
    const others = this.#others.get(chat) ?? new Map<string, Cancel>();
    const isNew = !others.has(user);
    others.get(user)?.();
    others.set(
      user,
      this.#means.environment.after(forgottenMs, () => this.stopped(chat, user)),
    );
    this.#others.set(chat, others);
    if (isNew) this.#means.onChange(chat);
  }

  /** They have stopped, have said it, or have gone. */
  stopped(chat: string, user: string): void {
    const others = this.#others.get(chat);
    const cancel = others?.get(user);
    if (others === undefined || cancel === undefined) return;
    cancel();
    others.delete(user);
    if (others.size === 0) this.#others.delete(chat);
    this.#means.onChange(chat);
  }

  /** A key was pressed. */
  typed(chat: string): void {
    const { environment, isShown, tell } = this.#means;
    const now = environment.now();
    const toldAt = this.#toldAt.get(chat);
    if (!isShown() || (toldAt !== undefined && now >= toldAt && now - toldAt < toldMs)) return;
    this.#toldAt.set(chat, now);
    tell(chat, true);
  }

  /** The person stopped; `isSaid`: the message itself says so. */
  ended(chat: string, { isSaid = false }: { isSaid?: boolean } = {}): void {
    const toldAt = this.#toldAt.get(chat);
    this.#toldAt.delete(chat);
    if (toldAt === undefined || isSaid) return;
    if (this.#means.environment.now() - toldAt < forgottenMs) this.#means.tell(chat, false);
  }

  clear(): void {
    for (const [chat, others] of [...this.#others])
      for (const user of [...others.keys()]) this.stopped(chat, user);
    this.#toldAt.clear();
  }
}
