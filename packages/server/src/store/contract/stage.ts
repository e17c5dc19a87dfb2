/** What every test of the contract plays on: one database, its store, and the devices that use it. */
import { createHash } from 'node:crypto';
import { canonicalJson, type Json, type Topic, userTopic } from '@kith/protocol';
import { onTestFinished } from 'vitest';
import { easyPolicy } from '../../../../../test/support/easy-policy.ts';
import { assert, known } from '../../base/assert.ts';
import type { Outcome, Policy } from '../../domain/command.ts';
import type { CommandName, CommandParams, CommandResult } from '../../domain/deciders.ts';
import type { Apps } from '../../domain/settings/facts.ts';
import type { LoggedEvent, Reach } from '../../domain/state.ts';
import type { Commit, Store } from '../port.ts';

/** How a store is opened in a test. */
export interface OpenOptions {
  readonly policy: Policy;
  /** The log's clock; only kinds that can set it get one that steps. */
  readonly now: () => number;
}

/** One database that stores can be opened on, one after the other. */
export interface StorePlace {
  open(options: OpenOptions): Promise<Store>;
  /** A new name for a backup, and the place that the backup is once it is written. */
  copy(): { readonly path: string; readonly place: StorePlace };
}

/** One kind of store. */
export interface StoreKind {
  /** A place without a database yet; gone when the test is finished. */
  place(): StorePlace;
  /** Whether `OpenOptions.now` is honoured. */
  readonly setsClock: boolean;
}

/** An edit of a setting of the app `demo`. */
export interface Edit {
  readonly key: string;
  readonly value?: Json;
  readonly base?: number;
  readonly ifBase?: boolean;
  readonly ageMs?: number;
  readonly id?: string;
}

/** The app `demo`, with a key whose conflicts a person settles. */
export const manualDemo: Apps = {
  demo: { unknown: 'keep', keys: { bio: { policy: 'manual', scopes: ['user'] } } },
};

export class Stage {
  readonly #place: StorePlace | undefined;
  /** Everything that the listener was told, by all stores of this stage. */
  readonly commits: Commit[] = [];
  clock = Date.now();
  #store: Store | undefined;
  #count = 0;

  private constructor(place: StorePlace | undefined) {
    this.#place = place;
  }

  /** A stage with a new database. */
  static async set(kind: StoreKind, differs: Partial<Policy> = {}): Promise<Stage> {
    return await Stage.at(kind.place(), differs);
  }

  /** A stage with the database of a place. */
  static async at(place: StorePlace, differs: Partial<Policy> = {}): Promise<Stage> {
    const stage = new Stage(place);
    onTestFinished(() => stage.#store?.close());
    await stage.open(differs);
    return stage;
  }

  /** A stage with a store that is open, and that the caller closes. */
  static on(store: Store): Stage {
    const stage = new Stage(undefined);
    stage.#use(store);
    return stage;
  }

  /** Where its database is. */
  get place(): StorePlace {
    return known(this.#place, 'the stage has a place');
  }

  get store(): Store {
    return known(this.#store, 'the stage is open');
  }

  /** The events that the listener was told. */
  get told(): LoggedEvent[] {
    return this.commits.flatMap(({ events }) => events);
  }

  async open(differs: Partial<Policy> = {}): Promise<void> {
    this.#use(await this.place.open({ policy: { ...easyPolicy, ...differs }, now: () => this.clock }));
  }

  #use(store: Store): void {
    this.#store = store;
    store.onCommit((commit) => this.commits.push(commit));
  }

  async reopen(): Promise<void> {
    await this.store.close();
    await this.open();
  }

  /** A name that nothing else has. */
  fresh(prefix: string): string {
    this.#count += 1;
    return `${prefix}${this.#count}`;
  }

  /** Runs a command of a device; durable where it has an id. */
  async by<N extends CommandName>(
    device: string,
    name: N,
    params: CommandParams<N>,
    id?: string,
  ): Promise<Outcome<CommandResult<N>>> {
    const digest = createHash('sha256')
      .update(canonicalJson(params as Json))
      .digest('base64url');
    const actor = { kind: 'device', device, gen: 1 } as const;
    const command = { name, params, actor, ...(id === undefined ? {} : { id, digest }) };
    return (await this.store.execute(command)) as Outcome<CommandResult<N>>;
  }

  /** Registers a device. */
  async register(name: string): Promise<Outcome<{ device: { id: string } }>> {
    const params = { name, platform: null, credential: 'none', sameAs: null, invite: null };
    const command = { name: 'devices.register', params, actor: { kind: 'nobody' } } as const;
    return (await this.store.execute(command)) as Outcome<{ device: { id: string } }>;
  }

  /** A registered device. */
  async device(name = this.fresh('device')): Promise<string> {
    return yes(await this.register(name)).device.id;
  }

  /** A user with its first device. */
  async user(handle = this.fresh('user')): Promise<{ user: string; device: string; topics: Topic[] }> {
    const device = await this.device();
    const { user } = yes(await this.by(device, 'users.create', { handle }, this.fresh('create')));
    return { user: user.id, device, topics: [userTopic(user.id), `device:${device}`] };
  }

  /** One more device of a user. */
  async joined(user: string): Promise<string> {
    const device = await this.device();
    yes(await this.by(device, 'users.join', { user }, this.fresh('join')));
    return device;
  }

  /** Edits a setting; without a value it is unset. */
  async edit(device: string, { key, value, base = 0, ifBase, ageMs = 0, id = this.fresh('op') }: Edit) {
    const change = value === undefined ? { unset: true as const } : { value };
    const op = { id, key, base, ageMs, ...change, ...(ifBase === undefined ? {} : { ifBase }) };
    return await this.by(device, 'settings.edit', { app: 'demo', op }, id);
  }

  /** Two devices of a user set `bio` of `manualDemo`: `base` stands, and beside it what is contested. */
  async conflict(user: string, device: string) {
    const other = await this.joined(user);
    const { rev: base = 0 } = yes(await this.edit(device, { key: 'bio', value: 'one' }));
    yes(await this.edit(other, { key: 'bio', value: 'Grüße 🦔 "two"' }));
    const { at, data } = known(this.told.at(-1), 'the event of the conflict');
    const { entry } = JSON.parse(data) as { entry: string };
    return { base, contested: { value: 'Grüße 🦔 "two"', device: other, editedAt: at, entry } };
  }

  /** Sets a setting to the value that it has since an edit with this rev: an answer without an event. */
  async again(device: string, { key, value, rev }: { key: string; value: Json; rev: number }) {
    return await this.edit(device, { key, value, base: rev, ageMs: 3_600_000, id: 'again' });
  }

  /** Edits a setting `count` times, one after the other on the rev before. */
  async edits(device: string, count: number, key = 'key'): Promise<void> {
    for (let base = 0, index = 0; index < count; index += 1) {
      base = yes(await this.edit(device, { key, value: index, base })).rev ?? 0;
    }
  }

  /** The values of the app `demo` that are set. */
  async values(user: string): Promise<Record<string, Json>> {
    const { settings } = await this.store.read('settings', { user, app: 'demo', device: '', scope: 'user' });
    return Object.fromEntries(settings.map(({ key, value }) => [key, JSON.parse(value ?? 'null') as Json]));
  }

  /** All events of these topics, read page by page. */
  async read(topics: readonly Topic[], after = 0, limit = 1_000): Promise<LoggedEvent[]> {
    const events: LoggedEvent[] = [];
    for (let from = after; ; ) {
      const page = await this.store.read('delta', {
        reach: whole(topics),
        after: from,
        limit,
        bytesMax: 1_000_000,
      });
      assert(from >= page.floor, 'nothing that is asked for is trimmed');
      events.push(...page.events);
      if (page.through >= page.head.offset) return events;
      from = page.through;
    }
  }

  /** Where the log stands. */
  async head(): Promise<{ offset: number; check: string; floor: number }> {
    return await this.store.read('head', {});
  }
}

/** The result of an accepted command. */
export function yes<R>(outcome: Outcome<R>): R {
  assert(outcome.ok, `accepted: ${JSON.stringify(outcome)}`);
  return outcome.result;
}

/** The code of a refused command, or `accepted`. */
export function no(outcome: Outcome): string {
  return outcome.ok ? 'accepted' : outcome.code;
}

/** Topics as somebody reads them who reads all of each. */
export function whole(topics: readonly Topic[]): Reach[] {
  return [...new Set(topics)].map((topic) => ({ topic }));
}

/** What asks for a snapshot from its start, in one part. */
export const wholeSnapshot = { start: { of: 'all' }, bytesMax: 1_000_000, unreadMax: 1_000 } as const;
