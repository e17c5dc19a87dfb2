/** Snapshots: what an account held before a device brought its own values along, so that it can be had back. */
import { Cell, type Readable } from '../observable.ts';
import { isEqual } from '../same.ts';
import type { Editor } from './editor.ts';
import { type Keep, recordsIn } from './keep.ts';
import type { Place } from './place.ts';
import { shown, type Value } from './row.ts';
import type { Table } from './table.ts';

/** A setting that the joining concerned. */
export interface SnapshotItem extends Place {
  /** What this device brought along. */
  readonly mine: Value;
  /** What the account held; undefined: nothing. */
  readonly theirs: Value;
}

export interface Snapshot {
  readonly id: string;
  /** The user who was joined. */
  readonly user: string;
  /** When: ms, server's clock. */
  readonly at: number;
  readonly items: readonly SnapshotItem[];
}

/** The snapshots of this device, for as long as it is in the user whose account they are of. */
export interface Snapshots {
  /** The newest first, at most five. */
  readonly list: Readable<readonly Snapshot[]>;
  /** Gives the account back what it held, as new edits; what it did not hold is unset. */
  restore(id: string): void;
  remove(id: string): void;
}

export interface SnapshotsMeans {
  readonly table: Table;
  readonly editor: Editor;
  readonly keep: Keep;
  readonly serverNow: () => number;
}

const snapshotsMax = 5;

const beginning = 'snapshot ';

export class KeptSnapshots implements Snapshots {
  readonly list = new Cell<readonly Snapshot[]>([]);
  readonly #means: SnapshotsMeans;

  constructor(means: SnapshotsMeans) {
    this.#means = means;
  }

  async recall(): Promise<void> {
    this.#put(await recordsIn<Snapshot>(this.#means.keep, beginning));
  }

  take(user: string, items: readonly SnapshotItem[]): void {
    const snapshot = { id: this.#means.editor.newId(), user, at: this.#means.serverNow(), items };
    void this.#means.keep.write(beginning + snapshot.id, snapshot);
    this.#put([snapshot]);
  }

  restore(id: string): void {
    const { table, editor } = this.#means;
    const gesture = editor.newId();
    const items = this.list.get().find((it) => it.id === id)?.items ?? [];
    for (const { app, scope, key, theirs } of items) {
      const place = { app, scope, key };
      const standing = shown(table.row(place))?.value;
      if (!isEqual(standing, theirs)) editor.edit(place, { value: theirs, gesture });
    }
  }

  remove(id: string): void {
    this.list.set(this.list.get().filter((it) => it.id !== id));
    void this.#means.keep.remove(beginning + id);
  }

  clear(): void {
    for (const { id } of this.list.get()) this.remove(id);
  }

  #put(more: readonly Snapshot[]): void {
    const all = [...more, ...this.list.get()].toSorted((a, b) => b.at - a.at);
    this.list.set(all.slice(0, snapshotsMax));
    for (const { id } of all.slice(snapshotsMax)) void this.#means.keep.remove(beginning + id);
  }
}
