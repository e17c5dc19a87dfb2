/** The tabs of one browser, or the lives of one program: which live, what they tell each other, and who is gone. */
import type { Channel, Environment } from '../environment/environment.ts';
import { type Cancel, Listeners } from '../observable.ts';
import { newId } from '../wire/ids.ts';

/** Where tabs cannot be locked, one that is asked and is silent for so long is taken for gone. */
const silenceMs = 1000;

/** What a tab tells all others of its origin. */
interface Told {
  readonly tab: string;
  /** What is asked for or told; of no interest here where it has another name. */
  readonly says: string;
  readonly about?: unknown;
}

/** What was told by another tab. */
export interface Heard {
  readonly tab: string;
  readonly says: string;
  readonly about: unknown;
}

export type TabsEnvironment = Pick<Environment, 'now' | 'after' | 'bytes' | 'exclusively' | 'openChannel'>;

/**
 * A tab holds a lock of its name while it lives: whoever gets that lock knows that it is gone. Nobody leads, so that
 * nobody's end matters to the others.
 */
export class Tabs {
  /** This one, for as long as it lives. */
  readonly tab: string;
  readonly heard = new Listeners<Heard>();
  readonly #environment: TabsEnvironment;
  readonly #channel: Channel | undefined;
  /** Tabs whose end is waited for. */
  readonly #awaited = new Set<string>();
  readonly #alive = new Set<string>();
  readonly #cancels = new Set<Cancel>();
  /** Whether it is certain that a tab which is taken for gone is gone. */
  hasLocks = true;
  #isClosed = false;
  #letGo: () => void = () => undefined;

  /** `name`: what the tabs have in common; undefined: this one is alone. */
  constructor(environment: TabsEnvironment, name: string | undefined) {
    this.#environment = environment;
    this.tab = newId(environment);
    if (name === undefined) return;
    const isOver = new Promise<void>((resolve) => {
      this.#letGo = resolve;
    });
    void environment.exclusively(lockOf(this.tab), () => isOver);
    // Whoever gets the lock that is held at once has learned that there are none.
    void environment.exclusively(lockOf(this.tab), async () => {
      this.hasLocks = this.#isClosed;
    });
    this.#channel = environment.openChannel?.(name, (told) => this.#hear(told));
  }

  /** Whether other tabs can be heard. */
  get hasChannel(): boolean {
    return this.#channel !== undefined;
  }

  tell(says: string, about?: unknown): void {
    const told: Told = { tab: this.tab, says, about };
    if (!this.#isClosed) this.#channel?.tell(told);
  }

  /** Runs `task` once when that tab is gone, also where it is by now. Only the first task of a tab is taken. */
  whenGone(tab: string, task: () => Promise<void>): void {
    if (this.#awaited.has(tab) || tab === this.tab) return;
    this.#awaited.add(tab);
    const gone = async () => {
      this.#awaited.delete(tab);
      if (!this.#isClosed) await task();
    };
    if (this.hasLocks) void this.#environment.exclusively(lockOf(tab), gone);
    else if (this.#channel === undefined) void gone();
    else this.#afterSilence(tab, gone);
  }

  close(): void {
    this.#isClosed = true;
    for (const cancel of this.#cancels) cancel();
    this.#channel?.close();
    this.#letGo();
  }

  #afterSilence(tab: string, gone: () => Promise<void>): void {
    this.#alive.delete(tab);
    this.tell('alive?');
    const cancel = this.#environment.after(silenceMs, () => {
      this.#cancels.delete(cancel);
      if (this.#alive.has(tab)) this.#awaited.delete(tab);
      else void gone();
    });
    this.#cancels.add(cancel);
  }

  #hear(told: unknown): void {
    const { tab, says, about } = (told ?? {}) as Partial<Told>;
    if (this.#isClosed || typeof tab !== 'string' || typeof says !== 'string' || tab === this.tab) return;
    this.#alive.add(tab);
    if (says === 'alive?') this.tell('alive');
    else this.heard.tell({ tab, says, about });
  }
}

function lockOf(tab: string): string {
  return `kith tab ${tab}`;
}
