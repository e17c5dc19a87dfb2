/** What a user reads of chats: for each chat the stretches of its topic from joining to leaving, both included. */
import type { Topic } from '@kith/protocol';
import type { Reach } from './state.ts';

/**
 * The stays of one user.
 *
 * Of each topic it keeps the seqs at which a stay begins, and, negated, those at which one ends. It is a set of
 * facts of the log that never change: they may be learned in any order, from the log and from the tables, and
 * twice, and the outcome is the same.
 */
export class Stays {
  /** Marks of each topic, in the order of their seqs; never empty. */
  readonly #marks = new Map<Topic, number[]>();
  #size = 0;

  /** How many marks are kept: what it costs in memory. */
  get size(): number {
    return this.#size;
  }

  /** Topics that the user is in now. */
  get open(): Topic[] {
    return [...this.#marks].flatMap(([topic, marks]) => (isBegin(marks.at(-1)) ? [topic] : []));
  }

  /** Whether the user is in this topic now. */
  isIn(topic: Topic): boolean {
    return isBegin(this.#marks.get(topic)?.at(-1));
  }

  /** A stay begins with this event. */
  begin(topic: Topic, seq: number): void {
    this.#mark(topic, seq);
  }

  /** A stay ends with this event. */
  end(topic: Topic, seq: number): void {
    this.#mark(topic, -seq);
  }

  /** Learns stays as they stand in the tables. */
  add(stays: Iterable<Reach>): void {
    for (const { topic, from = 1, to } of stays) {
      this.begin(topic, from);
      if (to !== undefined) this.end(topic, to);
    }
  }

  /** Whether the user reads this event. Of two marks the later one counts; an end is read itself. */
  has(topic: Topic, seq: number): boolean {
    const mark = this.#marks.get(topic)?.findLast((mark) => Math.abs(mark) <= seq);
    return mark !== undefined && (isBegin(mark) || mark === -seq);
  }

  /** All stays, as a store reads them. */
  get reach(): Reach[] {
    return [...this.#marks].flatMap(([topic, marks]) => stretches(topic, marks));
  }

  /** Forgets the stays that have ended. */
  forgetEnded(): void {
    for (const [topic, marks] of this.#marks) {
      const last = marks.at(-1);
      this.#size -= marks.length;
      if (last === undefined || !isBegin(last)) this.#marks.delete(topic);
      else {
        this.#marks.set(topic, [last]);
        this.#size += 1;
      }
    }
  }

  #mark(topic: Topic, mark: number): void {
    const marks = this.#marks.get(topic);
    if (marks === undefined) this.#marks.set(topic, [mark]);
    else {
      const at = marks.findLastIndex((other) => Math.abs(other) <= Math.abs(mark));
      if (marks[at] === mark) return;
      marks.splice(at + 1, 0, mark);
    }
    this.#size += 1;
  }
}

function isBegin(mark: number | undefined): boolean {
  return mark !== undefined && mark > 0;
}

function stretches(topic: Topic, marks: readonly number[]): Reach[] {
  const found: Reach[] = [];
  let from: number | undefined;
  for (const mark of marks) {
    if (isBegin(mark)) from ??= mark;
    else {
      found.push({ topic, from: from ?? -mark, to: -mark });
      from = undefined;
    }
  }
  return from === undefined ? found : [...found, { topic, from }];
}
