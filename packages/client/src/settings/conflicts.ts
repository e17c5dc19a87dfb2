/** Conflicts: edits of this device that lost against later ones; the person may take theirs back. */
import type { Json } from '@kith/protocol';
import type { Editor } from './editor.ts';
import { nameOf, type Place } from './place.ts';
import type { Sender } from './sender.ts';
import type { Table } from './table.ts';

/** An edit that lost. What stands is what the setting shows, and `field(key)` says who made it. */
export interface Conflict {
  readonly key: string;
  /** What was edited on this device; undefined: it was unset. */
  readonly mine: Json | undefined;
  /** Edits anew, with the value that lost. */
  keepMine(): void;
  /** What stands is right. */
  dismiss(): void;
}

/** At most one a setting: the newest. */
export class Conflicts {
  readonly #table: Table;
  readonly #conflicts = new Map<string, Place & { readonly conflict: Conflict }>();

  constructor({ table, sender, editor }: { table: Table; sender: Sender; editor: Editor }) {
    this.#table = table;
    sender.outcomes.subscribe(({ outcome, op, app, scope, key }) => {
      const place = { app, scope, key };
      // An edit that waits is newer than the one that lost: it is the person's word.
      if (outcome === 'rejected' || table.row(place).pending !== undefined) return;
      const dismiss = () => this.dismiss(place);
      const keepMine = () => {
        dismiss();
        editor.edit(place, { value: op.value });
      };
      this.#conflicts.set(nameOf(place), { ...place, conflict: { key, mine: op.value, keepMine, dismiss } });
      table.touch(app);
    });
  }

  of(app: string): readonly Conflict[] {
    return [...this.#conflicts.values()].filter((it) => it.app === app).map(({ conflict }) => conflict);
  }

  at(place: Place): Conflict | null {
    return this.#conflicts.get(nameOf(place))?.conflict ?? null;
  }

  dismiss(place: Place): void {
    if (this.#conflicts.delete(nameOf(place))) this.#table.touch(place.app);
  }

  clear(): void {
    for (const place of [...this.#conflicts.values()]) this.dismiss(place);
  }
}
