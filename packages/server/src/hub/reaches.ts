/** The reaches: what the users of this node read of chats, kept in step by the log and shared by their connections. */
import type { Topic } from '@kith/protocol';
import { Stays } from '../domain/stays.ts';
import type { Tail } from '../log/tail.ts';
import type { Store } from '../store/port.ts';

/** What is known of a user. */
interface Known {
  readonly stays: Stays;
  /** Nothing behind this offset is missing; infinite until it was read once. */
  since: number;
}

/** Says of a user what the connections of this node are at. */
export interface Attendance {
  /** Whether the user has connections here. */
  isHere(user: string): boolean;
  /** Whether one of them has yet to read up to the head. */
  isCatchingUp(user: string): boolean;
}

/**
 * Marks of users without a connection that are kept for their return, at some 100 bytes each.
 *
 * Those of users with connections are bounded by the limits: at most `connections` users, each in `userChats` chats.
 */
const marksMax = 500_000;

/** Users that are looked at to find one that may be forgotten. */
const looksMax = 32;

/** Marks of one user beyond which stays that have ended are forgotten, once nobody reads them. */
const endedMax = 4_000;

/**
 * Knows what users read.
 *
 * A user is registered first and read second: events meanwhile are taken like any others, since stays may be learned
 * in any order. What is known is never behind the tail, so a connection that is at the head may be put into the hub.
 */
export class Reaches {
  readonly #store: Pick<Store, 'read'>;
  readonly #tail: Tail;
  readonly #attendance: Attendance;
  readonly #marksMax: number;
  readonly #users = new Map<string, Known>();
  #marks = 0;

  constructor(
    { store, tail, attendance }: { store: Pick<Store, 'read'>; tail: Tail; attendance: Attendance },
    max = marksMax,
  ) {
    this.#store = store;
    this.#tail = tail;
    this.#attendance = attendance;
    this.#marksMax = max;
  }

  /** How much is kept. */
  get size(): { readonly users: number; readonly marks: number } {
    return { users: this.#users.size, marks: this.#marks };
  }

  /**
   * What a user reads from `after` on; without it, from now on. Ask only for a user who is here.
   *
   * Throws `StoreFault`.
   */
  async of(user: string, after?: number): Promise<Stays> {
    const known = this.#users.get(user) ?? { stays: new Stays(), since: Number.POSITIVE_INFINITY };
    this.#users.delete(user);
    this.#users.set(user, known);
    const isKnown = known.since <= (after ?? Number.MAX_SAFE_INTEGER);
    if (!isKnown) await this.#read(user, known, after);
    return known.stays;
  }

  /** The chats that a user is in, as of the tail's head; of somebody who is here and was read. */
  open(user: string): Topic[] {
    return this.#users.get(user)?.stays.open ?? [];
  }

  /** A stay of the user began or ended with this event. */
  learn(user: string, topic: Topic, seq: number, turn: 'begin' | 'end'): void {
    const known = this.#users.get(user);
    if (known === undefined) return;
    this.#change(known, (stays) => stays[turn](topic, seq));
    if (turn === 'end') this.#forgetEnded(user, known);
  }

  /** The topic ended with this event for everybody who is in. Rare, so that whoever is in is found by looking. */
  end(topic: Topic, seq: number): void {
    for (const known of this.#users.values())
      if (known.stays.isIn(topic)) this.#change(known, (stays) => stays.end(topic, seq));
  }

  async #read(user: string, known: Known, after: number | undefined): Promise<void> {
    const back = after === undefined ? {} : { after };
    const { stays, head } = await this.#store.read('reachOf', { user, ...back });
    // The store may know of turns that the tail has yet to tell; who is put into the hub must have heard them.
    await this.#tail.reached(head.offset);
    // Its last connection may be gone by now, and it with that.
    if (this.#users.get(user) !== known) return;
    this.#change(known, (own) => own.add(stays));
    known.since = Math.min(known.since, after ?? head.offset);
    this.#shrink();
  }

  #change({ stays }: Known, change: (stays: Stays) => void): void {
    const before = stays.size;
    change(stays);
    this.#marks += stays.size - before;
  }

  /** Who comes and goes without end takes no more memory than others. */
  #forgetEnded(user: string, known: Known): void {
    if (known.stays.size <= endedMax || this.#attendance.isCatchingUp(user)) return;
    this.#change(known, (stays) => stays.forgetEnded());
    known.since = Math.max(known.since, this.#tail.head.offset);
  }

  /** Forgets users who are not here, those who were met longest ago first; looks at a few each time. */
  #shrink(): void {
    let looks = Math.min(looksMax, this.#users.size);
    for (const [user, known] of this.#users) {
      if (this.#marks <= this.#marksMax || looks === 0) return;
      looks -= 1;
      this.#users.delete(user);
      if (this.#attendance.isHere(user)) this.#users.set(user, known);
      else this.#marks -= known.stays.size;
    }
  }
}
