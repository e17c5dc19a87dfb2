/** A browser that a test drives: its tabs share locks and a channel, and any of them can be gone from one moment to the next. */
import type { Environment } from '../environment/environment.ts';
import { HandClock } from './hand-clock.ts';

type Tab = Pick<Environment, 'now' | 'after' | 'random' | 'bytes' | 'exclusively' | 'openChannel'>;

interface Held {
  readonly isOver: () => boolean;
  readonly run: () => void;
}

export class Browser {
  readonly clock = new HandClock();
  readonly #queues = new Map<string, Held[]>();
  readonly #ears = new Set<{ readonly name: string; readonly hear: (message: unknown) => void }>();
  readonly #has: { readonly locks: boolean; readonly channel: boolean };
  #bytes = 0;

  constructor(has: { readonly locks: boolean; readonly channel: boolean } = { locks: true, channel: true }) {
    this.#has = has;
  }

  /** A tab, and its sudden end: nothing of it runs after that, and its locks are free. */
  tab(): { readonly environment: Tab; readonly isGone: () => boolean; kill(): void } {
    let isGone = false;
    const alive = (task: () => void) => (): void => {
      if (!isGone) task();
    };
    const environment: Tab = {
      now: this.clock.now,
      after: (ms, task) => this.clock.after(ms, alive(task)),
      random: () => 0.5,
      bytes: (length) => {
        this.#bytes += 1;
        return Uint8Array.from({ length }, (_, index) => (this.#bytes >> (8 * (index % 4))) & 0xff);
      },
      exclusively: <T>(name: string, task: () => Promise<T>) => {
        if (!this.#has.locks) return task();
        return new Promise<T>((resolve) => {
          let isDone = false;
          const done = () => {
            isDone = true;
            this.#next(name);
          };
          const run = () => {
            const work = task();
            void work.then(resolve, () => undefined).finally(done);
          };
          const queue = this.#queues.get(name) ?? [];
          this.#queues.set(name, [...queue, { isOver: () => isDone || isGone, run }]);
          if (queue.length === 0) run();
        });
      },
      ...(this.#has.channel && {
        openChannel: (name, hear) => {
          const ear = { name, hear: (message: unknown) => alive(() => hear(message))() };
          this.#ears.add(ear);
          return {
            tell: (message) => {
              const text = JSON.stringify(message);
              for (const it of [...this.#ears]) {
                if (it !== ear && it.name === name) queueMicrotask(() => it.hear(JSON.parse(text)));
              }
            },
            close: () => void this.#ears.delete(ear),
          };
        },
      }),
    };
    return {
      environment,
      isGone: () => isGone,
      kill: () => {
        isGone = true;
        for (const name of [...this.#queues.keys()]) this.#next(name);
      },
    };
  }

  /** Whoever waits for a lock that is free has it. */
  #next(name: string): void {
    const queue = this.#queues.get(name) ?? [];
    const [first] = queue;
    if (first === undefined || !first.isOver()) return;
    const left = queue.filter((it) => !it.isOver());
    this.#queues.set(name, left);
    left[0]?.run();
  }
}

/** Lets everything run that waits for nothing but its turn. */
export async function turns(count = 40): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
}
