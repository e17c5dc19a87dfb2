/** Warmth: the newest messages of recent chats, read ahead one chat after the other, so that they are here when there is no network. */
import type { Environment } from '../environment/environment.ts';
import { type Cancel, until } from '../observable.ts';
import type { Thread } from './api.ts';

/** What a person asks for goes first. */
const pauseMs = 3000;

/** Chats that are read ahead. */
const chatsMax = 20;

export interface WarmthMeans {
  readonly environment: Pick<Environment, 'after'>;
  readonly isOpen: () => boolean;
  /** Chats whose newest messages are not held, the most recent first. */
  readonly cold: () => readonly string[];
  readonly open: (chat: string) => Thread;
}

export class Warmth {
  readonly #means: WarmthMeans;
  #timer: Cancel | undefined;
  #isBusy = false;

  constructor(means: WarmthMeans) {
    this.#means = means;
  }

  /** The connection is there. */
  live(): void {
    if (this.#isBusy) return;
    this.#timer?.();
    this.#timer = this.#means.environment.after(pauseMs, () => void this.#warm());
  }

  close(): void {
    this.#timer?.();
  }

  async #warm(): Promise<void> {
    const { cold, open, isOpen } = this.#means;
    this.#isBusy = true;
    for (const chat of cold().slice(0, chatsMax)) {
      if (!isOpen()) break;
      const thread = open(chat);
      // One that is refused stays cold; one that is lost comes with the next connection.
      await until(thread, ({ state, error }) => state === 'live' || error !== null);
      thread.close();
    }
    this.#isBusy = false;
  }
}
