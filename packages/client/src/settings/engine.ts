/** The engine: the settings of this device, their edits and their way to the server, over narrow ports. No network is in it. */
import type { Result, WireEvent } from '@kith/protocol';
import { type Disk, unsentNames } from '../cache/disk.ts';
import { Shelf } from '../cache/shelf.ts';
import { Tabs } from '../cache/tabs.ts';
import type { Calls } from '../connection/calls.ts';
import type { Environment } from '../environment/environment.ts';
import { gaveUp, signedOut } from '../errors.ts';
import { Listeners } from '../observable.ts';
import type { SettingRow, SettingsReplica, Taking, User } from '../replica/replica.ts';
import { newId } from '../wire/ids.ts';
import { Conflicts } from './conflicts.ts';
import { Echoes } from './echoes.ts';
import { Editor } from './editor.ts';
import { Journal, type JournalEntry } from './journal.ts';
import type { Keep } from './keep.ts';
import { adopted, anew, ownOps } from './row.ts';
import { deviceScope, Scopes } from './scopes.ts';
import { Sender, unsavedIn } from './sender.ts';
import { Table } from './table.ts';
import { Values } from './values.ts';

export interface EngineMeans {
  readonly environment: Pick<
    Environment,
    'now' | 'after' | 'random' | 'bytes' | 'exclusively' | 'openChannel'
  >;
  /** Where values and unsent edits are kept. */
  readonly disk: Disk;
  /** Where the server is: what is kept of two servers is kept apart. */
  readonly url: string;
  /** Asks the server; rejects with the connection. */
  readonly calls: Pick<Calls, 'call'>;
  /** The device that this client is. */
  readonly self: () => string | undefined;
  /** What this device is to its person: `phone`, `desktop`. */
  readonly deviceClass: string;
  /** The user whose state the server has told to its end. */
  readonly whole: () => User | null;
  /** Whether edits may go now: connected, with a user and its state. */
  readonly isOpen: () => boolean;
  /** It is known that this device has no user yet. */
  readonly isAlone: () => boolean;
  /** When the server was last heard, by this machine's clock. */
  readonly contactAt: () => number;
  readonly onStaleLogin: () => void;
  /** What the server published. */
  readonly limits: () => Readonly<Record<string, number>>;
  /** The values of an earlier life show; they are this user's. */
  readonly onRestored: (user: User) => void;
}

/**
 * One a client. The server's word comes in as to any replica of the settings. Each tab sends its own edits and shows
 * those of all; whoever outlives a tab adopts what it left behind.
 */
export class SettingsEngine implements SettingsReplica {
  readonly table: Table;
  readonly sender: Sender;
  readonly editor: Editor;
  readonly conflicts: Conflicts;
  readonly scopes: Scopes;
  /** Small records of this device that outlive the page. */
  readonly keep: Keep;
  /** Whose state it was is gone from here. */
  readonly cleared = new Listeners<void>();
  readonly #means: EngineMeans;
  readonly #newId: () => string;
  readonly #tabs: Tabs;
  readonly #shelf: Shelf;
  readonly #journal: Journal;
  readonly #values: Values;
  readonly #echoes: Echoes;
  #device: string | undefined;
  /** Whose the edits here are; null: of nobody yet; undefined: not known. */
  #owner: string | null | undefined;
  /** Of which log the revs here are, and up to where they had been told in an earlier life. */
  #log: string | undefined;
  #restoredSeq = 0;

  constructor(means: EngineMeans) {
    const { environment, calls, limits, disk, url } = means;
    this.#means = means;
    this.#newId = () => newId(environment);
    const table = new Table(this.#newId);
    const tabs = new Tabs(environment, disk.isThere ? `kith ${url}` : undefined);
    const shelf = new Shelf(disk, environment);
    this.table = table;
    this.#tabs = tabs;
    this.#shelf = shelf;
    this.#journal = new Journal({
      environment,
      table,
      shelf,
      about: () => ({ tab: tabs.tab, user: this.#owner ?? null, log: this.#log }),
    });
    this.#values = new Values({
      environment,
      table,
      shelf,
      tabs,
      journal: this.#journal,
      of: () => this.#whose(),
    });
    this.#echoes = new Echoes({
      table,
      tabs,
      of: () =>
        this.#device === undefined ? undefined : { device: this.#device, user: this.#owner ?? null },
      onTab: (tab) => {
        this.#await(tab);
        this.sender.nudge();
      },
    });
    this.sender = new Sender({
      ...means,
      table,
      newId: this.#newId,
      onFlush: () => this.#journal.flush(),
      send: (params): Promise<Result<'settings.set'>> => calls.call('settings.set', params, 'bound'),
      limits() {
        const { settingOps = 64, frameBytes = 256 * 1024 } = limits();
        return { settingOps, frameBytes: frameBytes * 0.9 };
      },
    });
    tabs.heard.subscribe(({ says, about }) => {
      if (says === 'drop' && about === this.#device) table.drop();
    });
    this.keep = shelf;
    this.editor = new Editor({ ...means, table, sender: this.sender });
    this.scopes = new Scopes(means);
    this.conflicts = new Conflicts({
      ...means,
      table,
      sender: this.sender,
      editor: this.editor,
      keep: shelf,
    });
  }

  /** Settings whose newest edit is not stored yet. */
  get unsaved(): number {
    return unsavedIn(this.table);
  }

  /** This device is logged in. Resolves when what it kept in earlier lives shows. */
  async enter(device: string): Promise<void> {
    this.sender.begin();
    if (this.#device === device) return;
    this.#device = device;
    this.table.renamed(deviceScope(undefined), deviceScope(device));
    this.#shelf.open(`${this.#means.url} ${device}`);
    this.#journal.putAll();
    const [values, entries] = await Promise.all([this.#values.read(), this.#journal.entries()]);
    if (this.#device !== device) return;
    // Once the server has spoken, what was kept says nothing any more.
    const restored = this.#owner === undefined ? values : undefined;
    if (restored !== undefined) {
      this.#owner = restored.user.id;
      this.#log = restored.log;
      this.#restoredSeq = restored.userSeq;
      this.table.restore(restored.rows);
    }
    for (const entry of entries) {
      if (entry.tab === this.#tabs.tab) this.#adopt(entry);
      else {
        this.#echoes.found(entry);
        this.#await(entry.tab);
      }
    }
    // Whoever waits for what is set is shown the edits with it, never the values below them.
    if (restored !== undefined) this.#means.onRestored(restored.user);
    this.#echoes.ask();
    this.#echoes.tellAll();
  }

  /** The device is logged out, or another one is next: nothing of the person stays. Unsent edits do, where they are kept. */
  leave({ isRevoked }: { isRevoked: boolean }): void {
    if (this.#device === undefined) return;
    const { disk } = this.#means;
    this.#values.stop();
    this.#journal.flush();
    const shelf = this.#shelf.closed();
    this.#device = undefined;
    this.#owner = undefined;
    this.#log = undefined;
    if (isRevoked || disk.state.get().kept === 'memory') {
      this.table.clear();
      void shelf.clear(isRevoked ? '' : 'edit ');
    } else {
      this.sender.stop(signedOut());
      this.table.forget();
    }
    this.#journal.forget();
    if (!isRevoked) void shelf.clear('', (name) => unsentNames.some((it) => name.startsWith(it)));
    this.conflicts.clear();
  }

  /** The page is seen again, or the network is back: tabs may have gone meanwhile, and the disk may take what it refused. */
  async awake(): Promise<void> {
    this.#echoes.ask();
    await this.#means.disk.again();
    for (const { tab } of await this.#journal.entries()) this.#await(tab);
  }

  /** Sends and keeps at once what waits: this may be the last that is heard of the page. */
  async hidden(): Promise<void> {
    this.#journal.flush();
    void this.sender.flush().catch(() => undefined);
    await this.#values.flush();
  }

  /** Takes away what is kept. `drop`: what is unsent too, and not here alone. */
  clearKept(unsent: 'keep' | 'drop'): void {
    if (unsent === 'drop') {
      this.table.drop();
      this.#tabs.tell('drop', this.#device);
    }
  }

  /** Ends. What waits stays kept for the next life, which may begin once that is done. */
  async close(): Promise<void> {
    this.sender.stop(gaveUp('the client was closed'));
    this.#journal.flush();
    await this.#values.flush();
    await this.#means.disk.close();
    this.#tabs.close();
  }

  belongs(user: string | null): void {
    if (this.#owner !== null && this.#owner !== undefined && this.#owner !== user) this.clear();
    this.#owner = user;
  }

  changed(event: WireEvent<'setting.changed'>): void {
    this.table.changed(event);
  }

  contested(event: WireEvent<'setting.contested'>): void {
    this.table.contested(event);
  }

  begin(rows: readonly SettingRow[], { userSeq, isSameLog, log }: Taking): void {
    // A log that was set back may have the same name, but never a lower count.
    const isKnown = this.#log === undefined || (this.#log === log && this.#restoredSeq <= userSeq);
    this.#log = log;
    this.#restoredSeq = 0;
    this.table.begin(rows, { userSeq, isSameLog: isSameLog && isKnown });
  }

  add(rows: readonly SettingRow[]): void {
    this.table.add(rows);
  }

  end(): void {
    this.table.end();
    this.#values.later();
  }

  /** Whose state it was is gone from here: no edit of theirs ever goes to another. */
  clear(): void {
    this.table.clear();
    this.conflicts.clear();
    this.cleared.tell();
    void this.#journal.tidy(this.#journal.over);
    if (this.#shelf.isOpen) void this.#shelf.remove('values');
    this.#log = undefined;
    this.#owner = null;
  }

  #whose() {
    const user = this.#means.whole();
    return user === null || this.#log === undefined ? undefined : { user, log: this.#log };
  }

  #await(tab: string): void {
    this.#tabs.whenGone(tab, () => this.#takeOver(tab));
  }

  /** That tab is gone: what it kept, and what it told but could not keep. */
  async #takeOver(tab: string): Promise<void> {
    for (const entry of await this.#journal.entries()) if (entry.tab === tab) this.#adopt(entry);
    for (const { echo, ...place } of this.#echoes.of(tab))
      this.table.update(place, (row) => adopted(row, echo.op));
    this.sender.nudge();
  }

  #adopt(entry: JournalEntry): void {
    const { op, user, log, tab: _, ...place } = entry;
    if (this.#owner === undefined && user !== null) this.#owner = user;
    const isOthers = user !== null && this.#owner !== user;
    const isOtherLog = log !== undefined && this.#log !== undefined && log !== this.#log;
    if (isOthers || isOtherLog) this.#journal.drop(entry);
    if (isOthers) this.table.dropped.tell({ ...place, row: { flight: op } });
    else {
      const known = this.#tabs.hasLocks ? op : { ...op, isShared: true as const };
      const own = isOtherLog ? { ...anew(known, this.#newId), base: 0 } : known;
      const twin = ownOps(this.table.row(place)).find(({ id }) => id === op.id);
      // It was adopted before, and edited since by a tab that was taken for gone.
      const isLater = twin !== undefined && twin.order < op.order;
      this.table.update(place, (row) => adopted(row, isLater ? anew(own, this.#newId) : own));
    }
    this.sender.nudge();
  }
}
