/** The values: what the server has told of the settings, kept on this device so that an app opens offline with them. */
import type { Shelf } from '../cache/shelf.ts';
import type { Tabs } from '../cache/tabs.ts';
import type { Environment } from '../environment/environment.ts';
import type { Cancel } from '../observable.ts';
import type { User } from '../replica/replica.ts';
import type { Journal } from './journal.ts';
import type { KeptRow, Table } from './table.ts';

/** All of it stands in one record, so that values, their log and whose they are never part. */
export interface KeptValues {
  readonly user: User;
  readonly log: string;
  readonly userSeq: number;
  readonly rows: readonly KeptRow[];
}

const valuesKey = 'values';

/** Long enough that what is busy is not written with every change. */
const lateMs = 1000;

export interface ValuesMeans {
  readonly environment: Pick<Environment, 'after'>;
  readonly table: Table;
  readonly shelf: Shelf;
  readonly tabs: Tabs;
  readonly journal: Journal;
  /** Whose they are and of which log; undefined: the server has not told all of them. */
  readonly of: () => Pick<KeptValues, 'user' | 'log'> | undefined;
}

export class Values {
  readonly #means: ValuesMeans;
  #timer: Cancel | undefined;
  /** What another tab has kept: it may have seen more than this one. */
  #others: Pick<KeptValues, 'log' | 'userSeq'> | undefined;

  constructor(means: ValuesMeans) {
    this.#means = means;
    means.table.moves.subscribe(({ before, after }) => {
      if (
        before.confirmed !== after.confirmed ||
        before.acked !== after.acked ||
        before.flight !== after.flight
      )
        this.later();
    });
    means.tabs.heard.subscribe(({ says, about }) => {
      const { log, userSeq } = (about ?? {}) as Partial<KeptValues>;
      if (says === 'kept' && typeof log === 'string' && typeof userSeq === 'number')
        this.#others = { log, userSeq };
    });
  }

  /** What an earlier life of this device has kept. */
  async read(): Promise<KeptValues | undefined> {
    return this.#means.shelf.read(valuesKey, isValues);
  }

  later(): void {
    if (!this.#means.shelf.isOpen) return;
    this.#timer ??= this.#means.environment.after(lateMs, () => void this.flush());
  }

  async flush(): Promise<void> {
    this.stop();
    const { table, shelf, tabs, journal, of } = this.#means;
    const whose = of();
    if (whose === undefined || !shelf.isOpen) return;
    const { over } = journal;
    const { userSeq, confirmed: rows } = table;
    const isBehind = this.#others?.log === whose.log && this.#others.userSeq > userSeq;
    if (!isBehind) {
      await shelf.write(valuesKey, { ...whose, userSeq, rows } satisfies KeptValues);
      tabs.tell('kept', { log: whose.log, userSeq });
    }
    await journal.tidy(over);
  }

  stop(): void {
    this.#timer?.();
    this.#timer = undefined;
  }
}

function isValues(it: unknown): it is KeptValues {
  const { user, log, userSeq, rows } = (it ?? {}) as Partial<KeptValues>;
  return (
    typeof user?.id === 'string' &&
    typeof log === 'string' &&
    typeof userSeq === 'number' &&
    Array.isArray(rows) &&
    rows.every(isRow)
  );
}

function isRow(it: unknown): it is KeptRow {
  const { app, scope, key, rev } = (it ?? {}) as Partial<KeptRow>;
  return [app, scope, key].every((text) => typeof text === 'string') && typeof rev === 'number';
}
