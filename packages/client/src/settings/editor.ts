/** The editor: what a person does to a setting, from the echo on the screen to the command on the wire. */
import type { Json, Result } from '@kith/protocol';
import type { AppKey } from '@kith/protocol/apps';
import type { Calls } from '../connection/calls.ts';
import type { Environment } from '../environment/environment.ts';
import { newId } from '../wire/ids.ts';
import { asValue } from '../wire/json.ts';
import type { Place } from './place.ts';
import { after, isMerging, valueIn } from './policies.ts';
import { type Edit, edited, taken, type Value, withdrawn } from './row.ts';
import type { Sender } from './sender.ts';
import type { Table } from './table.ts';

export interface EditorMeans {
  readonly environment: Pick<Environment, 'now' | 'bytes'>;
  readonly table: Table;
  readonly sender: Sender;
  readonly calls: Pick<Calls, 'call'>;
  /** What the server published. */
  readonly limits: () => Readonly<Record<string, number>>;
  /** It is known that this device has no user yet: what the account has will win over what is edited now. */
  readonly isAlone: () => boolean;
}

/** What a person did, and what the app says of the key. */
export interface GivenEdit extends Pick<Edit, 'gesture' | 'cause' | 'isPreviewed'> {
  readonly value: Value;
  readonly entry?: AppKey;
}

const usual: AppKey = {};

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

  /** Shows an edit at once and lets it be sent. */
  edit(place: Place, { value: given, entry = usual, ...rest }: GivenEdit): void {
    const { environment, table, sender } = this.#means;
    const standing = valueIn(table.row(place), entry);
    const value = after(standing, given, entry);
    // [M7] What the value is already at, or beyond, changes nothing for anybody.
    if (isMerging(entry) && value !== undefined && value === standing) return;
    if (isMerging(entry)) this.#fix(place);
    const edit: Edit = {
      id: this.newId(),
      value,
      editedAt: environment.now(),
      ...this.#joining(entry),
      ...rest,
    };
    table.update(place, (row) => edited(row, edit));
    sender.nudge();
  }

  /** Takes back an edit that has not left. */
  withdraw(place: Place): void {
    this.#means.table.update(place, withdrawn);
  }

  /** A reset that waits goes as it is: put together with what comes after it, it would be none. */
  #fix(place: Place): void {
    const { table } = this.#means;
    const { pending, flight } = table.row(place);
    if (pending === undefined || pending.value !== undefined || flight !== undefined) return;
    table.update(place, taken);
  }

  /** [M11] What the account has wins over what is brought along, but for values of which neither loses. */
  #joining(entry: AppKey): Pick<Edit, 'ifBase' | 'cause'> {
    return this.#means.isAlone() && !isMerging(entry) ? { ifBase: true, cause: 'adopt' } : {};
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
