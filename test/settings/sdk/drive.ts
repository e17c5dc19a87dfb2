/** A disk that takes its time: what was asked for is done in order, and a crash leaves only the beginning of it. */
import type { LocalCache } from '@kith/client';
import type { Seeded } from '../seeded.ts';
import type { Agenda } from './agenda.ts';

interface Job {
  readonly owner: object;
  readonly isWrite: boolean;
  readonly perform: () => void;
  readonly answer: () => void;
}

export class Drive {
  readonly #agenda: Agenda;
  readonly #random: Seeded;
  readonly #kept = new Map<string, string>();
  #jobs: Job[] = [];

  constructor(agenda: Agenda, random: Seeded) {
    this.#agenda = agenda;
    this.#random = random;
  }

  /** The cache of one tab. */
  for(owner: object): LocalCache {
    const ask = <T>(isWrite: boolean, perform: () => T): Promise<T> =>
      new Promise((resolve) => {
        let result: T;
        this.#add({
          owner,
          isWrite,
          perform: () => {
            result = perform();
          },
          answer: () => resolve(result),
        });
      });
    return {
      read: (key) =>
        ask(false, () => {
          const text = this.#kept.get(key);
          return text === undefined ? undefined : (JSON.parse(text) as unknown);
        }),
      write: (key, value) => {
        const text = JSON.stringify(value);
        return ask(true, () => void this.#kept.set(key, text));
      },
      remove: (key) => ask(true, () => void this.#kept.delete(key)),
      keys: (prefix) =>
        ask(false, () => [...this.#kept.keys()].filter((key) => key.startsWith(prefix)).sort()),
    };
  }

  /** A tab ended: what it had asked for is done, after a crash only as far as the disk had come. */
  gone(owner: object, crash: boolean): void {
    const jobs = this.#jobs.filter((job) => job.owner === owner && job.isWrite);
    this.#jobs = this.#jobs.filter((job) => job.owner !== owner);
    for (const job of crash ? jobs.slice(0, this.#random.int(0, jobs.length + 1)) : jobs) job.perform();
  }

  #add(job: Job): void {
    this.#jobs.push(job);
    this.#agenda.after(this.#random.int(0, 15), () => {
      const next = this.#jobs.shift();
      next?.perform();
      next?.answer();
    });
  }
}
