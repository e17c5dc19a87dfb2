/**
 * The hub: which live connections read which topics, and what waits to be written to them.
 *
 * A subscriber that has one topic to be told of, as nearly all have within one flush, is handed the frame that all
 * other readers of that topic are handed: one encoding and one buffer, whatever their number. So are those who have
 * the same few topics.
 */
import type { Topic } from '@kith/protocol';
import type { Clock } from '../base/clock.ts';
import type { OutboundEvent } from '../log/encoding.ts';
import { Batch } from './batch.ts';
import type { Signal } from './signal.ts';

/** A live connection, as the hub sees it. */
export interface Subscriber {
  readonly id: string;
  /** The device behind it, once that is known. */
  readonly device: string | undefined;
  /** Batches and signals that wait for the next flush; kept by the hub. */
  readonly pending: Pending;
  /** Writes what is pending. Called once a flush; must not throw. */
  flush(): void;
}

/** What waits for a subscriber. */
export class Pending {
  batches: Batch[] = [];
  /** Latest signal of each kind and origin: signals are conflated. */
  signals: Map<string, Signal> | undefined;
  /** Answers to its calls. */
  answers: string[] = [];
  scheduled = false;
}

interface Readers {
  readonly subscribers: Set<Subscriber>;
  open: Batch | undefined;
}

/** The longest that a flush waits for more under load. */
const windowMsMax = 5;

/** Fans events out to the connections of this node. */
export class Hub {
  readonly #clock: Clock;
  readonly #topics = new Map<Topic, Readers>();
  #opened: Readers[] = [];
  #scheduled: Subscriber[] = [];
  #flushing = false;
  /** Not before this time: a flush that took long makes the next one wait as long, up to the window. */
  #notBefore = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** From now on the subscriber gets every event of the topic. */
  attach(subscriber: Subscriber, topic: Topic): void {
    const readers = this.#topics.get(topic) ?? { subscribers: new Set(), open: undefined };
    this.#topics.set(topic, readers);
    readers.open = undefined;
    readers.subscribers.add(subscriber);
  }

  /** From now on the subscriber gets nothing of the topic; what is pending is still written. */
  detach(subscriber: Subscriber, topic: Topic): void {
    const readers = this.#topics.get(topic);
    if (readers === undefined) return;
    readers.open = undefined;
    readers.subscribers.delete(subscriber);
    if (readers.subscribers.size === 0) this.#topics.delete(topic);
  }

  /** From now on nobody gets anything of the topic. */
  end(topic: Topic): void {
    const readers = this.#topics.get(topic);
    if (readers === undefined) return;
    readers.open = undefined;
    this.#topics.delete(topic);
  }

  /** Puts an event before all readers of its topic. */
  deliver(event: OutboundEvent): void {
    const readers = this.#topics.get(event.event.topic);
    if (readers === undefined) return;
    if (readers.open === undefined) {
      readers.open = new Batch();
      this.#opened.push(readers);
      for (const subscriber of readers.subscribers) {
        subscriber.pending.batches.push(readers.open);
        this.schedule(subscriber);
      }
    }
    readers.open.events.push(event);
  }

  /** How many read the topic. */
  readers(topic: Topic): number {
    return this.#topics.get(topic)?.subscribers.size ?? 0;
  }

  /** Puts a signal before all other readers of a topic; a later one with the same key takes its place. */
  signal(topic: Topic, key: string, signal: Signal): void {
    for (const subscriber of this.#topics.get(topic)?.subscribers ?? []) {
      const { id, device } = subscriber;
      if (signal.from !== null && (signal.from === id || signal.from === device)) continue;
      subscriber.pending.signals ??= new Map();
      subscriber.pending.signals.set(key, signal);
      this.schedule(subscriber);
    }
  }

  /** Has the subscriber flushed soon: at once when there is little to do, within the window under load. */
  schedule(subscriber: Subscriber): void {
    if (subscriber.pending.scheduled) return;
    subscriber.pending.scheduled = true;
    this.#scheduled.push(subscriber);
    if (this.#flushing) return;
    this.#flushing = true;
    const waitMs = this.#notBefore - this.#clock.monotonic();
    if (waitMs > 1) this.#clock.after(waitMs, () => this.#flush());
    else this.#clock.soon(() => this.#flush());
  }

  #flush(): void {
    const began = this.#clock.monotonic();
    const scheduled = this.#scheduled;
    for (const readers of this.#opened) readers.open = undefined;
    this.#opened = [];
    this.#scheduled = [];
    this.#flushing = false;
    for (const subscriber of scheduled) {
      subscriber.pending.scheduled = false;
      subscriber.flush();
    }
    const ended = this.#clock.monotonic();
    this.#notBefore = ended + Math.min(windowMsMax, ended - began);
  }
}
