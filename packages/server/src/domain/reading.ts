/** What a device reads when it resumes: its own topic, its user's, the chats of the user less what it asked to skip. */
import { deviceTopic, type Topic, userTopic } from '@kith/protocol';
import type { Reach } from './state.ts';
import type { Stays } from './stays.ts';

/** Events of one chat that are not replayed, both ends included. */
export interface Skip {
  readonly topic: Topic;
  readonly fromSeq: number;
  readonly toSeq: number;
}

/** The same whether events come from memory or from the database. The stays may grow and end meanwhile. */
export class Reading {
  readonly #own: ReadonlySet<Topic>;
  readonly #stays: Stays;
  /** Topic → the last seq that is not read. */
  readonly #skipped: ReadonlyMap<Topic, number>;

  constructor(own: readonly Topic[], stays: Stays, skips: readonly Skip[] = []) {
    this.#own = new Set(own);
    this.#stays = stays;
    this.#skipped = new Map(skips.map(({ topic, toSeq }) => [topic, toSeq]));
  }

  /** Whether this event is read. */
  has(topic: Topic, seq: number): boolean {
    if (this.#own.has(topic)) return true;
    return this.#stays.has(topic, seq) && seq > (this.#skipped.get(topic) ?? 0);
  }

  /** All that is read, as a store reads it. */
  get reach(): Reach[] {
    const own = [...this.#own].map((topic) => ({ topic }));
    if (this.#skipped.size === 0) return [...own, ...this.#stays.reach];
    return [...own, ...this.#stays.reach.flatMap((stay) => this.#behindSkipped(stay))];
  }

  #behindSkipped(stay: Reach): Reach[] {
    const from = Math.max(stay.from ?? 1, (this.#skipped.get(stay.topic) ?? 0) + 1);
    return from > (stay.to ?? Number.POSITIVE_INFINITY) ? [] : [{ ...stay, from }];
  }
}

/** The topics that are a device's and its user's own. */
export function ownTopics(device: string, user: string | null): Topic[] {
  return user === null ? [deviceTopic(device)] : [deviceTopic(device), userTopic(user)];
}
