/** The shelf: what one device keeps of its chats, over any cache. Writes come late and together; a fault loses nothing but time. */
import type { Environment } from '../environment/environment.ts';
import type { Cancel } from '../observable.ts';
import type { LocalCache } from './cache.ts';

/** Long enough that a busy chat is not written with every message. */
const lateMs = 1000;

export class Shelf {
  readonly #cache: LocalCache | null;
  readonly #environment: Pick<Environment, 'after'>;
  readonly #late = new Map<string, () => unknown>();
  /** Whose it is; undefined: nobody's, and nothing is kept. */
  #prefix: string | undefined;
  #timer: Cancel | undefined;

  constructor(cache: LocalCache | null, environment: Pick<Environment, 'after'>, prefix?: string) {
    this.#cache = cache;
    this.#environment = environment;
    this.#prefix = prefix;
  }

  /** From now on it is the shelf of this device. */
  open(device: string): void {
    this.#prefix = `${device} `;
  }

  /** Nobody's any more; what was is given back, to be cleared. */
  closed(): Shelf {
    const before = new Shelf(this.#cache, this.#environment, this.#prefix);
    this.#prefix = undefined;
    this.#late.clear();
    return before;
  }

  async read<T>(key: string): Promise<T | undefined> {
    const found = await this.#ask((cache, prefix) => cache.read(prefix + key));
    return (found ?? undefined) as T | undefined;
  }

  /** Keeps it now; resolves when it is kept, or cannot be. */
  async write(key: string, value: unknown): Promise<void> {
    await this.#ask((cache, prefix) => cache.write(prefix + key, value));
  }

  async remove(key: string): Promise<void> {
    this.#late.delete(key);
    await this.#ask((cache, prefix) => cache.remove(prefix + key));
  }

  /** What stands under keys that begin so, in their order. */
  async keys(beginning: string): Promise<readonly string[]> {
    const prefix = this.#prefix?.length ?? 0;
    const found = (await this.#ask((cache, own) => cache.keys(own + beginning))) ?? [];
    return found.map((key) => key.slice(prefix)).sort();
  }

  /** Keeps what `make` gives in a while; what is undefined by then is not kept. */
  writeLate(key: string, make: () => unknown): void {
    if (this.#cache === null) return;
    this.#late.set(key, make);
    this.#timer ??= this.#environment.after(lateMs, () => void this.flush());
  }

  async flush(): Promise<void> {
    this.#timer?.();
    this.#timer = undefined;
    const due = [...this.#late].map(([key, make]) => [key, make()] as const);
    this.#late.clear();
    await Promise.all(due.map(([key, value]) => (value === undefined ? undefined : this.write(key, value))));
  }

  /** Takes everything away whose key begins so. */
  async clear(beginning: string): Promise<void> {
    await Promise.all((await this.keys(beginning)).map((key) => this.remove(key)));
  }

  async #ask<T>(ask: (cache: LocalCache, prefix: string) => Promise<T>): Promise<T | undefined> {
    if (this.#cache === null || this.#prefix === undefined) return undefined;
    return ask(this.#cache, this.#prefix).catch(() => undefined);
  }
}
