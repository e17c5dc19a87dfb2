/** The engine: the settings of this device, their edits and their way to the server, over narrow ports. No network is in it. */
import type { Result, WireEvent } from '@kith/protocol';
import type { Calls } from '../connection/calls.ts';
import type { Environment } from '../environment/environment.ts';
import { Listeners } from '../observable.ts';
import type { SettingRow, SettingsReplica } from '../replica/replica.ts';
import { newId } from '../wire/ids.ts';
import { Conflicts } from './conflicts.ts';
import { Editor } from './editor.ts';
import { noJournal } from './journal.ts';
import { noKeep } from './keep.ts';
import { Scopes } from './scopes.ts';
import { Sender, unsavedIn } from './sender.ts';
import { Table } from './table.ts';

export interface EngineMeans {
  readonly environment: Pick<Environment, 'now' | 'after' | 'random' | 'bytes'>;
  /** Asks the server; rejects with the connection. */
  readonly calls: Pick<Calls, 'call'>;
  /** The device that this client is. */
  readonly self: () => string | undefined;
  /** What this device is to its person: `phone`, `desktop`. */
  readonly deviceClass: string;
  /** Whether edits may go now: connected, with a user and its state. */
  readonly isOpen: () => boolean;
  /** It is known that this device has no user yet. */
  readonly isAlone: () => boolean;
  /** When the server was last heard, by this machine's clock. */
  readonly contactAt: () => number;
  readonly onStaleLogin: () => void;
  /** What the server published. */
  readonly limits: () => Readonly<Record<string, number>>;
}

/** One a client. The server's word comes in as to any replica of the settings. */
export class SettingsEngine implements SettingsReplica {
  readonly table: Table;
  readonly sender: Sender;
  readonly editor: Editor;
  readonly conflicts: Conflicts;
  readonly scopes: Scopes;
  /** Small records of this device that outlive the page. */
  readonly keep = noKeep;
  /** Whose state it was is gone from here. */
  readonly cleared = new Listeners<void>();

  constructor(means: EngineMeans) {
    const { environment, calls, limits } = means;
    const journal = noJournal;
    const table = new Table(() => newId(environment));
    this.table = table;
    this.sender = new Sender({
      ...means,
      table,
      journal,
      send: (params): Promise<Result<'settings.set'>> => calls.call('settings.set', params, 'bound'),
      limits() {
        const { settingOps = 64, frameBytes = 256 * 1024 } = limits();
        return { settingOps, frameBytes: frameBytes * 0.9 };
      },
    });
    this.editor = new Editor({ ...means, table, sender: this.sender, journal });
    this.scopes = new Scopes(means);
    this.conflicts = new Conflicts({
      ...means,
      table,
      sender: this.sender,
      editor: this.editor,
      keep: this.keep,
    });
  }

  /** Settings whose newest edit is not stored yet. */
  get unsaved(): number {
    return unsavedIn(this.table);
  }

  changed(event: WireEvent<'setting.changed'>): void {
    this.table.changed(event);
  }

  contested(event: WireEvent<'setting.contested'>): void {
    this.table.contested(event);
  }

  begin(rows: readonly SettingRow[], given: { userSeq: number; isSameLog: boolean }): void {
    this.table.begin(rows, given);
  }

  add(rows: readonly SettingRow[]): void {
    this.table.add(rows);
  }

  end(): void {
    this.table.end();
  }

  /** Whose state it was is gone from here. */
  clear(): void {
    this.table.clear();
    this.conflicts.clear();
    this.cleared.tell();
  }
}
