/** The agenda: what happens when, in true time. Between two things everything that promises brought comes to rest. */

interface Entry {
  readonly at: number;
  readonly order: number;
  readonly task: () => void;
  isOff: boolean;
}

/** A queue by time; of one moment, in the order of asking. */
export class Agenda {
  /** True time in ms since the beginning, which no clock shows. */
  now = 0;
  readonly #heap: Entry[] = [];
  #count = 0;

  /** Runs `task` then; what is past by now is next. Gives what takes it off. */
  at(at: number, task: () => void): () => void {
    this.#count += 1;
    const entry: Entry = { at: Math.max(at, this.now), order: this.#count, task, isOff: false };
    this.#push(entry);
    return () => {
      entry.isOff = true;
    };
  }

  after(ms: number, task: () => void): () => void {
    return this.at(this.now + ms, task);
  }

  /** Runs everything up to this moment, also what is added meanwhile. */
  async run(until = Number.POSITIVE_INFINITY): Promise<void> {
    for (let next = this.#heap[0]; next !== undefined && next.at <= until; next = this.#heap[0]) {
      this.#pop();
      if (next.isOff) continue;
      this.now = next.at;
      next.task();
      await rest();
    }
    if (Number.isFinite(until)) this.now = Math.max(this.now, until);
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    heap.push(entry);
    for (let at = heap.length - 1; at > 0; ) {
      const above = (at - 1) >> 1;
      if (!isBefore(heap[at], heap[above])) return;
      this.#swap(at, above);
      at = above;
    }
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    heap[0] = last;
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let first = at;
      if (isBefore(heap[left], heap[first])) first = left;
      if (isBefore(heap[right], heap[first])) first = right;
      if (first === at) return;
      this.#swap(at, first);
      at = first;
    }
  }

  #swap(a: number, b: number): void {
    const [one, other] = [this.#heap[a], this.#heap[b]];
    if (one === undefined || other === undefined) return;
    this.#heap[a] = other;
    this.#heap[b] = one;
  }
}

function isBefore(a: Entry | undefined, b: Entry | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** All promises that can be kept now are kept. */
function rest(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
