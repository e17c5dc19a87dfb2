/** The journal: every edit of this tab that is not known to be stored, kept on this device. It follows the table by itself. */
import type { Shelf } from '../cache/shelf.ts';
import type { Environment } from '../environment/environment.ts';
import type { Cancel } from '../observable.ts';
import type { Place } from './place.ts';
import { type Op, ownOps, type Row } from './row.ts';
import type { RowChange, Table } from './table.ts';

/** An edit as it is kept. */
export interface JournalEntry extends Place {
  readonly op: Op;
  /** Who sends it. */
  readonly tab: string;
  /** Whose setting it is; null: not known, the device had no user. */
  readonly user: string | null;
  /** The log that its base is of; undefined: not known. */
  readonly log?: string | undefined;
}

/** Names of entries in the cache begin so. */
const entryPrefix = 'edit ';

/** A drag is kept at most four times a second; the last of it always. */
const paceMs = 250;

export interface JournalMeans {
  readonly environment: Pick<Environment, 'after'>;
  readonly table: Table;
  readonly shelf: Shelf;
  /** What stands in each entry beside the edit. */
  readonly about: () => Pick<JournalEntry, 'tab' | 'user' | 'log'>;
}

export class Journal {
  readonly #means: JournalMeans;
  /** Edits that were kept so shortly ago that what changed since waits; null: nothing did. */
  readonly #resting = new Map<string, JournalEntry | null>();
  /** Edits that are over, and stay until the values which tell so are kept too. */
  readonly #over = new Set<string>();
  readonly #timers = new Set<Cancel>();

  constructor(means: JournalMeans) {
    this.#means = means;
    means.table.moves.subscribe((change) => this.#follow(change));
  }

  /** Keeps every edit of this tab that there is: it had nowhere to be kept before. */
  putAll(): void {
    for (const { row, ...place } of this.#means.table.unsettled) {
      for (const op of ownOps(row)) this.#put({ ...place, op, ...this.#means.about() }, isFixed(row, op));
    }
  }

  /** Keeps all that waits. */
  flush(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
    for (const entry of this.#resting.values()) if (entry !== null) this.#write(entry);
    this.#resting.clear();
  }

  /** The values that are kept tell of all edits that are over by now: they are not needed any more. */
  async tidy(over: readonly string[]): Promise<void> {
    for (const id of over) this.#over.delete(id);
    await Promise.all(over.map((id) => this.#means.shelf.remove(entryPrefix + id)));
  }

  /** Edits that are over, and still kept. */
  get over(): readonly string[] {
    return [...this.#over];
  }

  /** What is gone from the table now is not over: another life of this device goes on with it. */
  forget(): void {
    this.#over.clear();
  }

  /** What is kept of other lives and tabs, and of this one where it is not held any more. */
  async entries(): Promise<readonly JournalEntry[]> {
    const { shelf } = this.#means;
    const keys = await shelf.keys(entryPrefix);
    const found = await Promise.all(keys.map((key) => shelf.read(key, isEntry)));
    return found.filter((it) => it !== undefined).sort((a, b) => a.op.order - b.op.order);
  }

  /** Takes an entry away that nobody is to send. */
  drop({ op }: JournalEntry): void {
    void this.#means.shelf.remove(entryPrefix + op.id);
  }

  #follow({ before, after, ...place }: RowChange): void {
    const was = ownOps(before);
    const is = ownOps(after);
    for (const op of is) {
      if (was.includes(op) && isFixed(before, op) === isFixed(after, op)) continue;
      this.#put({ ...place, op, ...this.#means.about() }, isFixed(after, op));
    }
    for (const { id } of was) {
      if (is.some((op) => op.id === id)) continue;
      this.#resting.delete(id);
      // What had not left was taken back.
      if (before.pending?.id === id) void this.#means.shelf.remove(entryPrefix + id);
      else this.#over.add(id);
    }
  }

  #put(entry: JournalEntry, isFixed: boolean): void {
    const { id } = entry.op;
    this.#over.delete(id);
    const isPaced = !isFixed && entry.op.gesture !== undefined;
    if (!isPaced) this.#resting.delete(id);
    if (this.#resting.has(id)) {
      this.#resting.set(id, entry);
      return;
    }
    this.#write(entry);
    if (!isPaced) return;
    this.#resting.set(id, null);
    const cancel = this.#means.environment.after(paceMs, () => {
      this.#timers.delete(cancel);
      const waiting = this.#resting.get(id);
      this.#resting.delete(id);
      if (waiting) this.#put(waiting, false);
    });
    this.#timers.add(cancel);
  }

  #write(entry: JournalEntry): void {
    void this.#means.shelf.write(entryPrefix + entry.op.id, entry);
  }
}

/** It was sent, or may have been. */
function isFixed({ pending }: Row, op: Op): boolean {
  return pending !== op;
}

function isEntry(it: unknown): it is JournalEntry {
  const { app, scope, key, tab, user, op } = (it ?? {}) as Partial<JournalEntry>;
  const { id, base, editedAt, order } = (op ?? {}) as Partial<Op>;
  return (
    [app, scope, key, tab, id].every((text) => typeof text === 'string') &&
    [base, editedAt, order].every(Number.isFinite) &&
    (user === null || typeof user === 'string')
  );
}
