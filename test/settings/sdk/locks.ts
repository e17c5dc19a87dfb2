/** Web Locks: one holder a name, who waits comes next, and whoever is gone lets go. */

interface Waiting<Owner> {
  readonly owner: Owner;
  readonly begin: () => void;
}

export class Locks<Owner> {
  readonly #queues = new Map<string, Waiting<Owner>[]>();

  hold<T>(owner: Owner, name: string, task: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const queue = this.#queues.get(name) ?? [];
      this.#queues.set(name, queue);
      const waiting: Waiting<Owner> = {
        owner,
        begin: () => {
          task()
            .then(resolve, reject)
            .finally(() => this.#release(name, waiting));
        },
      };
      queue.push(waiting);
      if (queue[0] === waiting) waiting.begin();
    });
  }

  /** What this owner holds or waits for is nobody's. */
  gone(owner: Owner): void {
    for (const [name, queue] of this.#queues) {
      for (const waiting of queue.filter((it) => it.owner === owner)) this.#release(name, waiting);
    }
  }

  #release(name: string, waiting: Waiting<Owner>): void {
    const queue = this.#queues.get(name) ?? [];
    const wasFirst = queue[0] === waiting;
    const left = queue.filter((it) => it !== waiting);
    this.#queues.set(name, left);
    if (wasFirst) left[0]?.begin();
  }
}
