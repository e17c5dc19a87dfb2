/** The table of all settings of all apps: rows by place, and who is told when one changes. */
import type { Json, WireEvent } from '@kith/protocol';
import { Listeners } from '../observable.ts';
import type { SettingRow } from '../replica/replica.ts';
import { nameOf, type Place } from './place.ts';
import {
  type Confirmed,
  confirmed,
  contested,
  echoed,
  isSettled,
  isUnsaved,
  type Rival,
  type Row,
  rebased,
  seenUpTo,
  untold,
  type Value,
} from './row.ts';

export interface PlacedRow extends Place {
  readonly row: Row;
}

/** A row that became another one. */
export interface RowChange extends Place {
  readonly before: Row;
  readonly after: Row;
}

/** A confirmed value as it is kept, and where it belongs. */
export type KeptRow = Place & Omit<Confirmed, 'take'>;

const empty: Row = {};

/**
 * Rows by place. What the server tells comes in here; edits come in by `update`.
 *
 * Rows with something unsaved or unseen are listed besides, in the order of the edits: they are few, and asked for
 * at every event.
 */
export class Table {
  /** Tells the app whose settings changed. */
  readonly changes = new Listeners<string>();
  /** Tells each row that became another one. */
  readonly moves = new Listeners<RowChange>();
  /** Tells edits that were dropped with the user whom they belonged to. */
  readonly dropped = new Listeners<PlacedRow>();
  readonly #newId: () => string;
  readonly #rows = new Map<string, PlacedRow>();
  readonly #unsettled = new Set<string>();
  readonly #versions = new Map<string, number>();
  #take = 0;
  /** A snapshot has begun, and not ended. */
  #isTaking = false;
  #userSeq = 0;
  #awaited: { readonly rev: number; readonly resolve: () => void }[] = [];

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  row(place: Place): Row {
    return this.#rows.get(nameOf(place))?.row ?? empty;
  }

  /** The rows of an app. */
  *rows(app: string): Generator<PlacedRow> {
    for (const placed of this.#rows.values()) if (placed.app === app) yield placed;
  }

  /** Rows with an edit that is not yet stored, or not yet seen; in the order of the edits. */
  get unsettled(): readonly PlacedRow[] {
    return [...this.#unsettled].map((name) => this.#rows.get(name)).filter((it) => it !== undefined);
  }

  /** Up to this rev all has been told, and answers that it covers wait for nothing; 0 while a snapshot is being taken. */
  get toldUpTo(): number {
    return this.#isTaking ? 0 : this.#userSeq;
  }

  /** Up to where the user's topic has been told. */
  get userSeq(): number {
    return this.#userSeq;
  }

  /** What the server has told, of all apps. */
  get confirmed(): readonly KeptRow[] {
    return [...this.#rows.values()].flatMap(({ app, scope, key, row }) => {
      if (row.confirmed === undefined) return [];
      const { take: _, ...told } = row.confirmed;
      return [{ app, scope, key, ...told }];
    });
  }

  /** What was confirmed in an earlier life shows, until the server speaks: then nothing of it counts. */
  restore(rows: readonly KeptRow[]): void {
    if (this.#take > 0) return;
    for (const { app, scope, key, ...told } of rows)
      this.update({ app, scope, key }, (row) =>
        row.confirmed ? row : { ...row, confirmed: { ...told, take: 0 } },
      );
  }

  /** Something beside the rows changed that is shown with the settings of this app. */
  touch(app: string): void {
    this.#tell(app);
  }

  /** Resolves when this rev has been told, or never will be: the log or the user is another. */
  async seen(rev: number): Promise<void> {
    if (this.#userSeq >= rev) return;
    await new Promise<void>((resolve) => this.#awaited.push({ rev, resolve }));
  }

  /** Goes up with every change of an app's settings. */
  version(app: string): number {
    return this.#versions.get(app) ?? 0;
  }

  update({ app, scope, key }: Place, change: (row: Row) => Row): void {
    const place = { app, scope, key };
    const before = this.row(place);
    const row = change(before);
    if (row === before) return;
    this.#put({ ...place, row });
    this.#tell(app);
  }

  /** A scope has another name from now on, and what stood in it goes along. */
  renamed(from: string, to: string): void {
    for (const { row, ...place } of [...this.#rows.values()]) {
      if (place.scope !== from) continue;
      const renamed = { ...place, scope: to };
      this.#put({ ...renamed, row: { ...this.row(renamed), ...row } });
      this.#put({ ...place, row: empty });
      this.#tell(place.app);
    }
  }

  /** What another tab told of its edits. */
  echo(place: Place, heard: Parameters<typeof echoed>[1]): void {
    const seen = this.toldUpTo;
    this.update(place, (row) => seenUpTo(echoed(row, heard), seen));
  }

  changed({ seq, at, actor, data }: WireEvent<'setting.changed'>): void {
    const { rev, editedAt } = data;
    const told = { value: valueTold(data), rev, at, editedAt, device: actor.device, take: this.#take };
    this.update(data, (row) => confirmed(row, told));
    this.#userSeq = seq;
    // While parts of a snapshot are to come, only what is told is known.
    if (!this.#isTaking) this.#seenUpTo(seq);
  }

  contested({ at, actor, data }: WireEvent<'setting.contested'>): void {
    const { by, editedAt } = data;
    const stands = { value: undefined, rev: by.rev, at, editedAt, device: by.device, take: this.#take };
    this.update(data, (row) => contested(row, rivalTold({ ...data, device: actor.device }), stands));
  }

  begin(rows: readonly SettingRow[], { userSeq, isSameLog }: { userSeq: number; isSameLog: boolean }): void {
    this.#take += 1;
    this.#isTaking = true;
    this.#userSeq = userSeq;
    if (!isSameLog) {
      this.#change((row) => rebased(row, this.#newId));
      this.#seenUpTo(Number.MAX_SAFE_INTEGER);
    }
    this.add(rows);
  }

  add(rows: readonly SettingRow[]): void {
    for (const { app, scope, key, ...told } of rows) {
      const { rev, at, editedAt, device, contested: rivals } = told;
      const row = { rev, at, editedAt, device, value: valueTold(told), rivals: rivals?.map(rivalTold) };
      this.update({ app, scope, key }, (known) => confirmed(known, { ...row, take: this.#take }));
    }
  }

  end(): void {
    this.#isTaking = false;
    this.#change((row) => seenUpTo(untold(row, this.#take), this.#userSeq));
    this.#seenUpTo(this.#userSeq);
  }

  /** Whose state it was is gone: nothing of it stays, and what was not stored is told. */
  clear(): void {
    const unsaved = this.unsettled.filter(({ row }) => isUnsaved(row));
    this.forget();
    for (const placed of unsaved) this.dropped.tell(placed);
  }

  /** Every edit that is not stored is dropped, and told; what the server has told stays. */
  drop(): void {
    const unsaved = this.unsettled.filter(({ row }) => isUnsaved(row));
    for (const placed of this.unsettled)
      this.update(placed, ({ confirmed: told }) => (told === undefined ? empty : { confirmed: told }));
    for (const placed of unsaved) this.dropped.tell(placed);
  }

  /** Nothing of it stays; what was not stored is kept elsewhere. */
  forget(): void {
    this.#change(() => empty);
    this.#take = 0;
    this.#isTaking = false;
    this.#userSeq = 0;
    this.#seenUpTo(Number.MAX_SAFE_INTEGER);
  }

  #seenUpTo(rev: number): void {
    for (const { resolve } of this.#awaited.filter((it) => it.rev <= rev)) resolve();
    this.#awaited = this.#awaited.filter((it) => it.rev > rev);
    for (const placed of this.unsettled) this.update(placed, (row) => seenUpTo(row, rev));
  }

  #change(change: (row: Row) => Row): void {
    const apps = new Set<string>();
    for (const placed of [...this.#rows.values()]) {
      const row = change(placed.row);
      if (row === placed.row) continue;
      this.#put({ ...placed, row });
      apps.add(placed.app);
    }
    for (const app of apps) this.#tell(app);
  }

  /** A row of which nothing is known is no row. */
  #put(placed: PlacedRow): void {
    const name = nameOf(placed);
    const { row: after, ...place } = placed;
    const before = this.row(place);
    if (isSettled(placed.row)) this.#unsettled.delete(name);
    else this.#unsettled.add(name);
    if (Object.keys(placed.row).length === 0) this.#rows.delete(name);
    else this.#rows.set(name, placed);
    this.moves.tell({ ...place, before, after });
  }

  #tell(app: string): void {
    this.#versions.set(app, this.version(app) + 1);
    this.changes.tell(app);
  }
}

/** A value on the wire. */
interface Told {
  readonly value?: unknown;
  readonly unset?: true | undefined;
}

function valueTold({ value, unset }: Told): Value {
  return unset === true ? undefined : (value as Json);
}

function rivalTold({ device, editedAt, entry, ...told }: Told & Omit<Rival, 'value'>): Rival {
  return { value: valueTold(told), device, editedAt, entry };
}
