/** Echoes: what the tabs of one device tell each other of their edits, so that an edit of one shows at once in all. */
import type { Tabs } from '../cache/tabs.ts';
import type { JournalEntry } from './journal.ts';
import { nameOf, type Place } from './place.ts';
import { type Echo, ownOps, type Row } from './row.ts';
import type { RowChange, Table } from './table.ts';

/** Goes up when tabs tell it otherwise; tabs of other versions of the app are not understood, and share the disk alone. */
const version = 1;

/** All that a tab has on one setting, and up to where it has been told. */
interface Told extends Place {
  readonly ops: readonly Omit<Echo, 'tab'>[];
  readonly rev: number;
}

interface About {
  readonly v: number;
  readonly device: string;
  readonly user: string | null;
  /** Up to where the tab has been told. */
  readonly seq: number;
  readonly rows: readonly Told[];
}

export interface EchoesMeans {
  readonly table: Table;
  readonly tabs: Tabs;
  /** Whose edits these are; undefined: nobody's, and nothing is told. */
  readonly of: () => { readonly device: string; readonly user: string | null } | undefined;
  /** A tab with edits was heard. */
  readonly onTab: (tab: string) => void;
}

export class Echoes {
  readonly #means: EchoesMeans;

  constructor(means: EchoesMeans) {
    this.#means = means;
    means.table.moves.subscribe((change) => this.#follow(change));
    means.tabs.heard.subscribe(({ tab, says, about }) => {
      if (says === 'ask') this.tellAll();
      else if (says === 'edits' || says === 'all-edits') this.#hear(tab, about, says === 'all-edits');
    });
  }

  /** A kept edit shows at once: whose tab lives says what became of it, what another left is adopted. */
  found({ op, tab, user, log: _, ...place }: JournalEntry): void {
    const { table, tabs, of } = this.#means;
    const owner = of()?.user ?? null;
    if (!tabs.hasChannel || (owner !== null && user !== null && owner !== user)) return;
    const known = (table.row(place).echoes ?? []).filter((it) => it.tab === tab);
    table.echo(place, { tab, told: [...known, { op, isPending: true }], rev: 0 });
  }

  /** Asks the others what they have. */
  ask(): void {
    this.#means.tabs.tell('ask');
  }

  /** Tells all that this tab has. */
  tellAll(): void {
    const { table } = this.#means;
    const rows = table.unsettled.filter(({ row }) => ownOps(row).length > 0);
    this.#tell(
      'all-edits',
      rows.map(({ row, ...place }) => this.#told(place, row)),
    );
  }

  /** Edits of a tab that nobody has answered, as far as it told. */
  of(tab: string): readonly (Place & { readonly echo: Echo })[] {
    return this.#means.table.unsettled.flatMap(({ row: { echoes = [] }, ...place }) =>
      echoes.filter((it) => it.tab === tab && it.rev === undefined).map((echo) => ({ ...place, echo })),
    );
  }

  #follow({ before, after, ...place }: RowChange): void {
    const [was, is] = [ownOps(before), ownOps(after)];
    const isSame = was.length === is.length && was.every((op, index) => op === is[index]);
    const isElsewhere = before.acked !== after.acked || before.pending !== after.pending;
    if (!isSame || isElsewhere) this.#tell('edits', [this.#told(place, after)]);
  }

  #told({ app, scope, key }: Place, row: Row): Told {
    const { acked, pending } = row;
    const ops = ownOps(row).map((op) =>
      op === acked?.op ? { op, rev: acked.rev, stands: acked.stands } : { op, isPending: op === pending },
    );
    return { app, scope, key, ops, rev: Math.max(this.#means.table.userSeq, row.confirmed?.rev ?? 0) };
  }

  #tell(says: string, rows: readonly Told[]): void {
    const whose = this.#means.of();
    if (whose !== undefined)
      this.#means.tabs.tell(says, {
        ...whose,
        v: version,
        seq: this.#means.table.userSeq,
        rows,
      } satisfies About);
  }

  #hear(tab: string, heard: unknown, isAll: boolean): void {
    const { table, of, onTab } = this.#means;
    const whose = of();
    const about = heard as About;
    if (whose === undefined || about?.v !== version || about.device !== whose.device) return;
    if (about.user !== null && whose.user !== null && about.user !== whose.user) return;
    if (isAll) {
      // What is told once more must not be gone for a moment.
      const told = new Set(about.rows.map(nameOf));
      for (const place of this.of(tab).filter((it) => !told.has(nameOf(it))))
        table.echo(place, { tab, told: [], rev: about.seq });
    }
    for (const { ops, rev, ...place } of about.rows) table.echo(place, { tab, told: ops, rev });
    if (about.rows.length > 0) onTab(tab);
  }
}
