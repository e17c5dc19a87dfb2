/** Conflicts: edits of this device that lost against later ones; the person may take theirs back. */
import type { Json } from '@kith/protocol';
import { isEqual } from '../same.ts';
import type { Editor } from './editor.ts';
import { type Keep, recordsIn } from './keep.ts';
import { nameOf, type Place } from './place.ts';
import { edits, type Value } from './row.ts';
import type { Outcome, Sender } from './sender.ts';
import type { Table } from './table.ts';

/** An edit that lost. What stands is what the setting shows, and `field(key)` says who made it. */
export interface Conflict {
  readonly key: string;
  /** What was edited on this device; undefined: it was unset. */
  readonly mine: Json | undefined;
  /** It was made before this device had a user: `kith.joining` asks of all such at once. */
  readonly isBrought: boolean;
  /** Edits anew, with the value that lost. */
  keepMine(): void;
  /** What stands is right. */
  dismiss(): void;
}

/** An edit that lost, and whose choice it is. */
export interface Lost extends Place {
  readonly mine: Value;
  readonly isBrought: boolean;
  /** The op that lost. */
  readonly op: string;
}

export interface ConflictsMeans {
  readonly table: Table;
  readonly sender: Sender;
  readonly editor: Editor;
  readonly self: () => string | undefined;
  readonly keep: Keep;
}

interface Entry extends Lost {
  readonly conflict: Conflict;
}

const beginning = 'lost ';

/** At most one a setting: the newest. */
export class Conflicts {
  readonly #means: ConflictsMeans;
  readonly #entries = new Map<string, Entry>();

  constructor(means: ConflictsMeans) {
    const { table, sender } = means;
    this.#means = means;
    sender.outcomes.subscribe((it) => this.#heard(it));
    table.changes.subscribe((app) => {
      for (const it of [...this.#entries.values()]) if (it.app === app) this.#look(it);
    });
  }

  /** Those of an earlier life of the page are offered again. */
  async recall(): Promise<void> {
    for (const lost of await recordsIn<Lost>(this.#means.keep, beginning)) {
      if (this.#entries.has(nameOf(lost))) continue;
      this.#add(lost);
      this.#means.table.touch(lost.app);
    }
  }

  of(app: string): readonly Conflict[] {
    return this.#offered((it) => it.app === app).map(({ conflict }) => conflict);
  }

  at(place: Place): Conflict | null {
    const entry = this.#entries.get(nameOf(place));
    return entry === undefined || !this.#isOffered(entry) ? null : entry.conflict;
  }

  /** Edits that this device brought along to an account that had other values. */
  brought(): readonly Lost[] {
    return this.#offered(({ isBrought }) => isBrought);
  }

  dismiss(place: Place): void {
    const entry = this.#entries.get(nameOf(place));
    if (entry === undefined) return;
    this.#entries.delete(nameOf(place));
    void this.#means.keep.remove(beginning + nameOf(place));
    this.#means.table.touch(place.app);
  }

  clear(): void {
    for (const place of [...this.#entries.values()]) this.dismiss(place);
  }

  #heard({ outcome, op, app, scope, key }: Outcome): void {
    const { table, keep } = this.#means;
    const place = { app, scope, key };
    // An edit that waits is newer than the one that lost: it is the person's word.
    if (outcome === 'rejected' || table.row(place).pending !== undefined) return;
    const lost = { ...place, mine: op.value, isBrought: op.cause === 'adopt', op: op.id };
    void keep.write(beginning + nameOf(lost), lost);
    this.#look(this.#add(lost));
    table.touch(app);
  }

  #add(lost: Lost): Entry {
    const dismiss = () => this.dismiss(lost);
    const keepMine = () => {
      dismiss();
      this.#means.editor.edit(lost, { value: lost.mine });
    };
    const { key, mine, isBrought } = lost;
    const conflict = { key, mine, isBrought, keepMine, dismiss };
    const entry = { ...lost, conflict };
    this.#entries.set(nameOf(lost), entry);
    return entry;
  }

  #offered(holds: (entry: Entry) => boolean): readonly Entry[] {
    return [...this.#entries.values()].filter((it) => holds(it) && this.#isOffered(it));
  }

  /** The winner has come, and the loser shows no more: only then it is known whether there is anything to choose. */
  #isOffered({ op, ...place }: Entry): boolean {
    return !edits(this.#means.table.row(place)).some(({ id }) => id === op);
  }

  /** Nothing is left to choose where this very device won, in another tab perhaps, or where both say the same. */
  #look(entry: Entry): void {
    if (!this.#isOffered(entry)) return;
    const { confirmed } = this.#means.table.row(entry);
    if (confirmed === undefined) return;
    const isOwn = confirmed.device === this.#means.self();
    const isRival = confirmed.rivals?.some(({ device }) => device === this.#means.self()) ?? false;
    if (isOwn || isRival || isEqual(confirmed.value, entry.mine)) this.dismiss(entry);
  }
}
