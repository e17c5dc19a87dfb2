/** Density: every topic counts 1, 2, 3 …, so one comparison proves that no event is missing ([D1]). */

/** What an event is, by its place. */
export type Place = 'next' | 'known' | 'gap';

/** The last seq of each topic. */
export class Density {
  readonly #last = new Map<string, number>();

  /** [D3] Counting starts at what a snapshot says. */
  start(topics: readonly { readonly topic: string; readonly seq: number }[]): void {
    this.#last.clear();
    for (const { topic, seq } of topics) this.#last.set(topic, seq);
  }

  /** Takes the next event of a topic; the first one of an unknown topic starts its count. */
  take(topic: string, seq: number): Place {
    const last = this.#last.get(topic);
    if (last !== undefined && seq <= last) return 'known';
    if (last !== undefined && seq > last + 1) return 'gap';
    this.#last.set(topic, seq);
    return 'next';
  }

  /** Counting goes on no sooner than behind this: what is before it came otherwise. */
  raise(topic: string, seq: number): void {
    if (seq > this.last(topic)) this.#last.set(topic, seq);
  }

  /** Nothing of the topic is read any more; should it be again, its next event starts the count. */
  forget(topic: string): void {
    this.#last.delete(topic);
  }

  last(topic: string): number {
    return this.#last.get(topic) ?? 0;
  }
}
