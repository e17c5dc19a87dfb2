/** The editor: what a person does to a setting, from the echo on the screen to the command on the wire. */
import type { Json, Result } from '@kith/protocol';
import type { Calls } from '../connection/calls.ts';
import type { Environment } from '../environment/environment.ts';
import { newId } from '../wire/ids.ts';
import { asValue } from '../wire/json.ts';
import type { Journal } from './journal.ts';
import type { Place } from './place.ts';
import { type Edit, edited, type Value, withdrawn } from './row.ts';
import type { Sender } from './sender.ts';
import type { Table } from './table.ts';

export interface EditorMeans {
  readonly environment: Pick<Environment, 'now' | 'bytes'>;
  readonly table: Table;
  readonly sender: Sender;
  readonly journal: Journal;
  readonly calls: Pick<Calls, 'call'>;
  readonly self: () => string | undefined;
  /** What the server published. */
  readonly limits: () => Readonly<Record<string, number>>;
  /** It is known that this device has no user yet: what the account has will win over what is edited now. */
  readonly isAlone: () => boolean;
}

export class Editor {
  readonly #means: EditorMeans;

  constructor(means: EditorMeans) {
    this.#means = means;
  }

  newId(): string {
    return newId(this.#means.environment);
  }

  /** Throws `validation-failed` where no setting can have this value. */
  asValue(value: unknown): Json {
    return asValue(value, this.#means.limits());
  }

  /** The scope of this device alone. */
  deviceScope(): string {
    return `device:${this.#means.self() ?? ''}`;
  }

  /** Shows an edit at once and lets it be sent. */
  edit(place: Place, { value, gesture }: { value: Value; gesture?: string | undefined }): void {
    const { environment, table, sender, journal, isAlone } = this.#means;
    const ifBase = isAlone() ? true : undefined;
    const edit: Edit = { id: this.newId(), value, editedAt: environment.now(), ifBase, gesture };
    table.update(place, (row) => edited(row, edit));
    const { pending } = table.row(place);
    if (pending !== undefined) journal.put({ ...place, op: pending, isSent: false });
    sender.nudge();
  }

  /** Takes back an edit that has not left. */
  withdraw(place: Place): void {
    const { table, journal } = this.#means;
    const { pending } = table.row(place);
    if (pending === undefined) return;
    journal.remove(pending.id);
    table.update(place, withdrawn);
  }

  async history(place: Place): Promise<Result<'settings.history'>['entries']> {
    const all: Result<'settings.history'>['entries'] = [];
    for (;;) {
      const before = all.at(-1)?.entry;
      const params = { ...place, before };
      const { entries, more } = await this.#means.calls.call('settings.history', params, 'timed');
      all.push(...entries);
      // A server of an earlier level does not say it, and gives all at once.
      if (more !== true || entries.length === 0) return all;
    }
  }

  /** Resolves when it shows. */
  async restore(entry: string): Promise<void> {
    const { calls, table } = this.#means;
    const { rev } = await calls.call('settings.restore', { id: this.newId(), entry }, 'lasting');
    await table.seen(rev);
  }

  /** Resolves when it shows. */
  async erase(place: Place): Promise<void> {
    const { calls, table } = this.#means;
    const { rev } = await calls.call('settings.erase', { id: this.newId(), ...place }, 'lasting');
    await table.seen(rev);
  }
}
