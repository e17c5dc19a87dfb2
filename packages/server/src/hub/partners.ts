/** The partners of a user: members of the same small chats, who are told how the user is, and no more than that. */
import type { Topic } from '@kith/protocol';
import type { Cancel, Clock } from '../base/clock.ts';
import { Gate } from '../base/gate.ts';
import type { Store } from '../store/port.ts';
import type { Hub } from './hub.ts';
import { Signal } from './signal.ts';

/** A user is told of at most this often; the latest word always is. */
const paceMs = 1_000;

/** Users who are looked up at once, and who wait for it; beyond that they are not told of. */
const lookUps = { workers: 4, queue: 10_000 };

interface Means {
  readonly hub: Hub;
  readonly clock: Clock;
  readonly store: Pick<Store, 'read'>;
  /** Members up to which a chat is small. */
  readonly most: number;
}

/** Tells them by signals. Which chats those are is read when there is something to tell: nothing is kept. */
export class Partners {
  readonly #means: Means;
  readonly #gate = new Gate(lookUps);
  /** User → what is to be told when the pace allows it, by key. */
  readonly #waiting = new Map<string, Map<string, Signal>>();
  readonly #timers = new Set<Cancel>();

  constructor(means: Means) {
    this.#means = means;
  }

  /** Tells this notification of a user; a later one with the same key takes its place. */
  tell(user: string, key: string, text: string): void {
    const waiting = this.#waiting.get(user);
    if (waiting !== undefined) {
      waiting.set(key, new Signal(text));
      return;
    }
    this.#waiting.set(user, new Map([[key, new Signal(text)]]));
    this.#lookUp(user);
  }

  /** Stops. */
  close(): void {
    for (const cancel of this.#timers) cancel();
    this.#waiting.clear();
  }

  #lookUp(user: string): void {
    const { store, most } = this.#means;
    const work = this.#gate.run(() => store.read('partnersOf', { user, most }));
    // Signals are best effort: whoever cannot be looked up now is not told of.
    void (work ?? Promise.resolve([])).catch((): Topic[] => []).then((topics) => this.#signal(user, topics));
  }

  #signal(user: string, topics: readonly Topic[]): void {
    const waiting = this.#waiting.get(user);
    if (waiting === undefined) return;
    for (const [key, signal] of waiting)
      for (const topic of topics) this.#means.hub.signal(topic, key, signal);
    waiting.clear();
    const cancel = this.#means.clock.after(paceMs, () => {
      this.#timers.delete(cancel);
      if (waiting.size > 0) this.#lookUp(user);
      else this.#waiting.delete(user);
    });
    this.#timers.add(cancel);
  }
}
