/** Joining: what becomes of values that a device was given before it had a user, where the account has others ([M11]). */
import { Cell, type Readable } from '../observable.ts';
import type { User } from '../replica/replica.ts';
import type { Conflicts, Lost } from './conflicts.ts';
import type { Editor } from './editor.ts';
import type { Keep } from './keep.ts';
import { nameOf } from './place.ts';
import { type Op, shown, type Value } from './row.ts';
import type { Scopes } from './scopes.ts';
import type { KeptSnapshots, SnapshotItem } from './snapshots.ts';
import type { PlacedRow, Table } from './table.ts';

/** `account`: its value stays. `here`: the device's own shows on it alone. `replace`: it becomes the account's. */
export type JoiningChoice = 'account' | 'here' | 'replace';

/** A setting for which account and device have different values. */
export interface Difference {
  readonly app: string;
  readonly key: string;
  /** What this device brought along; undefined: it was unset here. */
  readonly mine: Value;
  /** What the account has, and shows; undefined: nothing. */
  readonly theirs: Value;
}

/** What a person is asked once, after their device joined. Until they say anything, the account's values hold. */
export interface Joining {
  /** The user who was joined. */
  readonly user: string;
  readonly differing: readonly Difference[];
  /** Values that the account lacked, and took. */
  readonly adopted: number;
  /** The account's values are right. */
  keepAccount(): void;
  /** The device's own values, on this device alone. */
  keepHere(): void;
  /** The device's own values, for the account. */
  replaceAccount(): void;
  /** One setting; the others stay asked. */
  choose(item: Difference, choice: JoiningChoice): void;
}

export interface JoiningMeans {
  readonly table: Table;
  readonly editor: Editor;
  readonly conflicts: Conflicts;
  readonly scopes: Scopes;
  readonly snapshots: KeptSnapshots;
  readonly keep: Keep;
  /** The user once all of their state is here. */
  readonly whole: Readable<User | null>;
}

interface Joined {
  readonly user: string;
  readonly adopted: number;
}

const name = 'joining';

export class JoiningDesk {
  readonly joining = new Cell<Joining | null>(null);
  readonly #means: JoiningMeans;
  #record: Joined | undefined;
  #isDue = false;

  constructor(means: JoiningMeans) {
    this.#means = means;
    means.whole.subscribe(() => this.#met(means.whole.get()));
    means.table.changes.subscribe(() => {
      if (this.joining.get() !== null) this.#tell();
      else if (!this.#isDue) {
        this.#isDue = true;
        // An answer settles its row before it is told that the edit lost.
        queueMicrotask(() => this.#tell());
      }
    });
  }

  async recall(): Promise<void> {
    this.#record ??= (await this.#means.keep.read(name)) as Joined | undefined;
    this.#tell();
  }

  /** All state is here, and no edit of this device was sent yet. */
  #met(user: User | null): void {
    if (user === null || user.id === this.#record?.user) return;
    const items = this.#means.table.unsettled.flatMap((placed) => brought(placed));
    if (items.length === 0) return;
    this.#means.snapshots.take(user.id, items);
    this.#record = { user: user.id, adopted: items.filter(({ theirs }) => theirs === undefined).length };
    void this.#means.keep.write(name, this.#record);
  }

  /** Whoever is logged in is another one, or in no user any more. */
  clear(): void {
    this.#record = undefined;
    this.joining.set(null);
    this.#means.snapshots.clear();
    void this.#means.keep.remove(name);
  }

  #tell(): void {
    this.#isDue = false;
    const { table, conflicts } = this.#means;
    const known = this.joining.get();
    // In one order, whatever was kept and read again.
    const lost = conflicts.brought().toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
    const { user = this.#means.whole.get()?.id, adopted = 0 } = this.#record ?? {};
    if (lost.length === 0 || user === undefined) {
      this.joining.set(null);
      return;
    }
    // What a person is asked is asked as a whole.
    if (known === null && table.unsettled.some((placed) => brought(placed).length > 0)) return;
    const differing = lost.map((it) => this.#difference(it));
    if (known !== null && isSameList(known.differing, differing)) return;
    const choose = (choice: JoiningChoice, holds = (_: Lost) => true) => {
      for (const it of conflicts.brought().filter(holds)) this.#choose(it, choice);
    };
    this.joining.set({
      user,
      adopted,
      differing,
      keepAccount: () => choose('account'),
      keepHere: () => choose('here'),
      replaceAccount: () => choose('replace'),
      choose: (item, choice) => choose(choice, (it) => it.app === item.app && it.key === item.key),
    });
  }

  #difference({ app, scope, key, mine }: Lost): Difference {
    const known = this.joining.get()?.differing.find((it) => it.app === app && it.key === key);
    const theirs = shown(this.#means.table.row({ app, scope, key }))?.value;
    const isKnown = known !== undefined && known.theirs === theirs && known.mine === mine;
    return isKnown ? known : { app, key, mine, theirs };
  }

  #choose({ mine, ...place }: Lost, choice: JoiningChoice): void {
    const { conflicts, editor, scopes } = this.#means;
    conflicts.dismiss(place);
    if (choice === 'here') editor.edit({ ...place, scope: scopes.named('device') }, { value: mine });
    else if (choice === 'replace') editor.edit(place, { value: mine, cause: 'replace' });
  }
}

/** What this device brings along in a row. */
function brought({ row: { confirmed, flight, pending }, ...place }: PlacedRow): readonly SnapshotItem[] {
  const op: Op | undefined = [pending, flight].find((it) => it?.cause === 'adopt');
  return op === undefined ? [] : [{ ...place, mine: op.value, theirs: confirmed?.value }];
}

function isSameList(a: readonly Difference[], b: readonly Difference[]): boolean {
  return a.length === b.length && a.every((it, index) => it === b[index]);
}
