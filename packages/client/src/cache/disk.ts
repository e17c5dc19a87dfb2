/** The disk: a cache as it is spoken to. What it does not take now stays in memory, is tried again, and is said. */
import { backoffMs } from '../connection/backoff.ts';
import type { Environment } from '../environment/environment.ts';
import { type Cancel, Cell } from '../observable.ts';
import type { LocalCache } from './cache.ts';
import { faultOf, type LocalFault } from './fault.ts';
import { opened, sealed } from './record.ts';

/** How what is unsent, and what shows offline, is kept on this device. */
export interface LocalState {
  /** `memory`: what is unsent now is lost with the page or the process. */
  readonly kept: 'disk' | 'memory';
  /** Why it is not on disk; or `newer`: a later version of the app has kept what this one cannot read, and leaves alone. */
  readonly reason?: LocalFault;
  /** Records that could not be read. They are put aside, not deleted. */
  readonly unreadable: number;
}

/** Wanted under a key; a value of undefined: nothing is. */
interface Wanted {
  readonly value: unknown;
}

/** Pauses before trying again are this long at least: a disk that is full is so for a while. */
const retryMs = 500;

/** Before the name of a record that could not be read. */
const aside = 'aside ';

/** Names of what is unsent begin so, behind the one of whose it is: edits of settings, and messages. */
export const unsentNames: readonly string[] = ['edit ', 'out '];

/** Stands for reads among the keys that were refused. */
const reading = '';

/**
 * Of each key one write is under way, and the last one asked for is what stands in the end. What is not kept yet is
 * read from memory.
 */
export class Disk {
  readonly state: Cell<LocalState>;
  readonly #cache: LocalCache | null;
  readonly #environment: Pick<Environment, 'after' | 'random'>;
  readonly #wanted = new Map<string, Wanted>();
  readonly #turns = new Map<string, Promise<void>>();
  /** Keys of records of a later version. */
  readonly #newer = new Set<string>();
  /** What is not as it is wanted, and why. */
  readonly #refused = new Map<string, LocalFault>();
  #unreadable = 0;
  #failures = 0;
  #retry: Cancel | undefined;
  #isClosed = false;

  constructor(cache: LocalCache | null, environment: Pick<Environment, 'after' | 'random'>) {
    this.#cache = cache;
    this.#environment = environment;
    this.state = new Cell<LocalState>({ kept: cache === null ? 'memory' : 'disk', unreadable: 0 });
  }

  /** Whether there is anything to keep on. */
  get isThere(): boolean {
    return this.#cache !== null;
  }

  /** What stands there and `isIt`; what does not is put aside. */
  async read<T>(key: string, isIt: (value: unknown) => value is T): Promise<T | undefined> {
    const wanted = this.#wanted.get(key);
    if (wanted !== undefined) return wanted.value as T | undefined;
    const record = await this.#ask(reading, (cache) => cache.read(key));
    const it = opened(record);
    if (it.kind === 'value' && isIt(it.value)) return it.value;
    if (it.kind === 'newer') this.#newer.add(key);
    else if (it.kind !== 'nothing') this.#putAside(key, record);
    this.#tell();
    return undefined;
  }

  /** Resolves when it is kept, or was refused for now. */
  write(key: string, value: unknown): Promise<void> {
    return this.#want(key, { value });
  }

  remove(key: string): Promise<void> {
    return this.#want(key, { value: undefined });
  }

  async keys(prefix: string): Promise<readonly string[]> {
    const there = new Set((await this.#ask(reading, (cache) => cache.keys(prefix))) ?? []);
    for (const [key, { value }] of this.#wanted) {
      if (!key.startsWith(prefix)) continue;
      if (value === undefined) there.delete(key);
      else there.add(key);
    }
    return [...there].sort();
  }

  /** Takes away everything under names that begin so, what was put aside too; `keep`: but for what is unsent. */
  async clear(prefix: string, unsent: 'keep' | 'drop'): Promise<void> {
    const [own, strange] = [await this.keys(prefix), await this.keys(`${aside}${prefix}`)];
    const isUnsent = (key: string) => unsentNames.some((name) => key.includes(` ${name}`));
    const gone = own.filter((key) => unsent === 'drop' || !isUnsent(key));
    await Promise.all([...gone, ...strange].map((key) => this.remove(key)));
    this.#unreadable = 0;
    this.#tell();
  }

  /** Resolves when everything that was asked for is kept, or was refused for now. */
  async settled(): Promise<void> {
    while (this.#turns.size > 0) await Promise.all(this.#turns.values());
  }

  /** Tries at once what was refused. */
  async again(): Promise<void> {
    this.#retry?.();
    this.#retry = undefined;
    if (this.#refused.has(reading)) await this.#ask(reading, (cache) => cache.keys(''));
    await Promise.all([...this.#wanted.keys()].map((key) => this.#turn(key)));
  }

  /** Tries once more what was refused, and never again. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.again();
    await this.settled();
  }

  #want(key: string, wanted: Wanted): Promise<void> {
    // What a later version has kept is not written over.
    if (this.#cache === null || this.#newer.has(key)) return Promise.resolve();
    this.#wanted.set(key, wanted);
    return this.#turn(key);
  }

  #turn(key: string): Promise<void> {
    const turn = (this.#turns.get(key) ?? Promise.resolve()).then(() => this.#keep(key));
    this.#turns.set(key, turn);
    return turn.finally(() => {
      if (this.#turns.get(key) === turn) this.#turns.delete(key);
    });
  }

  async #keep(key: string): Promise<void> {
    const wanted = this.#wanted.get(key);
    if (wanted === undefined) return;
    const isKept = await this.#ask(key, async (cache) => {
      if (wanted.value === undefined) await cache.remove(key);
      else await cache.write(key, sealed(wanted.value));
      return true;
    });
    if (isKept === true && this.#wanted.get(key) === wanted) this.#wanted.delete(key);
  }

  #putAside(key: string, record: unknown): void {
    this.#unreadable += 1;
    void this.#want(aside + key, { value: record });
    void this.#want(key, { value: undefined });
  }

  async #ask<T>(key: string, ask: (cache: LocalCache) => Promise<T>): Promise<T | undefined> {
    if (this.#cache === null) return undefined;
    try {
      const answer = await ask(this.#cache);
      this.#refused.delete(key);
      if (this.#refused.size === 0) this.#failures = 0;
      return answer;
    } catch (error) {
      this.#refused.set(key, faultOf(error));
      this.#tryLater();
      return undefined;
    } finally {
      this.#tell();
    }
  }

  #tryLater(): void {
    if (this.#isClosed || this.#retry !== undefined) return;
    this.#failures += 1;
    const { after, random } = this.#environment;
    this.#retry = after(retryMs + backoffMs(this.#failures, random()), () => void this.again());
  }

  #tell(): void {
    const before = this.state.get();
    const [fault] = [...this.#refused.values()];
    const kept = this.#cache === null || fault !== undefined ? 'memory' : 'disk';
    const reason = fault ?? (this.#newer.size > 0 ? 'newer' : undefined);
    const unreadable = this.#unreadable;
    if (before.kept === kept && before.reason === reason && before.unreadable === unreadable) return;
    this.state.set({ kept, unreadable, ...(reason !== undefined && { reason }) });
  }
}
