/** A shelf: what one device keeps on the disk, under names of its own. What changes often is written late and together. */
import type { Environment } from '../environment/environment.ts';
import type { Cancel } from '../observable.ts';
import type { Disk } from './disk.ts';

/** Long enough that what is busy is not written with every change. */
const lateMs = 1000;

const any = (_: unknown): _ is never => true;

export class Shelf {
  readonly #disk: Disk;
  readonly #environment: Pick<Environment, 'after'>;
  readonly #late = new Map<string, () => unknown>();
  /** Whose it is; undefined: nobody's, and nothing is kept. */
  #prefix: string | undefined;
  #timer: Cancel | undefined;

  constructor(disk: Disk, environment: Pick<Environment, 'after'>, owner?: string) {
    this.#disk = disk;
    this.#environment = environment;
    if (owner !== undefined) this.open(owner);
  }

  get isOpen(): boolean {
    return this.#prefix !== undefined && this.#disk.isThere;
  }

  /** From now on it is the shelf of this owner. */
  open(owner: string): void {
    this.#prefix = `${owner} `;
  }

  /** Nobody's any more; what was is given back, to be cleared. */
  closed(): Shelf {
    const before = new Shelf(this.#disk, this.#environment);
    before.#prefix = this.#prefix;
    this.#prefix = undefined;
    this.#late.clear();
    return before;
  }

  /** What stands there; undefined: nothing, or what is not `isIt`, which is put aside. */
  async read<T>(key: string, isIt?: (value: unknown) => value is T): Promise<T | undefined> {
    if (this.#prefix === undefined) return undefined;
    return this.#disk.read<T>(this.#prefix + key, isIt ?? (any as (value: unknown) => value is T));
  }

  /** Keeps it now; resolves when it is kept, or cannot be for now. */
  async write(key: string, value: unknown): Promise<void> {
    if (this.#prefix !== undefined) await this.#disk.write(this.#prefix + key, value);
  }

  async remove(key: string): Promise<void> {
    this.#late.delete(key);
    if (this.#prefix !== undefined) await this.#disk.remove(this.#prefix + key);
  }

  /** What stands under keys that begin so, in their order. */
  async keys(beginning: string): Promise<readonly string[]> {
    const prefix = this.#prefix;
    if (prefix === undefined) return [];
    return (await this.#disk.keys(prefix + beginning)).map((key) => key.slice(prefix.length));
  }

  /** Keeps what `make` gives in a while; what is undefined by then is not kept. */
  writeLate(key: string, make: () => unknown): void {
    if (!this.isOpen) return;
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

  /** Takes everything away whose key begins so, but for what `isSpared`. */
  async clear(beginning: string, isSpared: (key: string) => boolean = () => false): Promise<void> {
    const keys = (await this.keys(beginning)).filter((key) => !isSpared(key));
    await Promise.all(keys.map((key) => this.remove(key)));
  }
}
