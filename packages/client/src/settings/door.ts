/** The door to the settings of all apps: what they share, put together, and one object for each app. */
import type { Json, SignalData } from '@kith/protocol';
import type { App } from '@kith/protocol/apps';
import type { Calls } from '../connection/calls.ts';
import type { Environment } from '../environment/environment.ts';
import type { Readable } from '../observable.ts';
import type { User } from '../replica/replica.ts';
import type { Settings } from './api.ts';
import type { SettingsEngine } from './engine.ts';
import { JoiningDesk } from './joining.ts';
import { type AppVersions, Managed } from './managed.ts';
import { Previews } from './previews.ts';
import { type SettingsMeans, settingsOf } from './settings.ts';
import { KeptSnapshots } from './snapshots.ts';

export interface DoorMeans {
  readonly environment: Pick<Environment, 'now' | 'after'>;
  readonly calls: Pick<Calls, 'call'>;
  readonly engine: Pick<
    SettingsEngine,
    'table' | 'sender' | 'editor' | 'conflicts' | 'scopes' | 'keep' | 'cleared'
  >;
  readonly isLoaded: Readable<boolean>;
  readonly whole: Readable<User | null>;
  readonly serverNow: () => number;
}

export class SettingsDoor {
  readonly snapshots: KeptSnapshots;
  readonly #means: DoorMeans;
  readonly #managed: Managed;
  readonly #previews: Previews;
  readonly #joining: JoiningDesk;
  readonly #apps = new Map<object | string, unknown>();

  constructor(means: DoorMeans) {
    const { calls, engine, environment } = means;
    const { keep, table } = engine;
    this.#means = means;
    this.#managed = new Managed({
      ask: (app) => calls.call('apps.get', { app }, 'bound'),
      keep,
      onChange: (app) => table.touch(app),
    });
    // Seen by others or not: the next one, or the value itself, comes soon.
    const send = (params: object) =>
      void calls.call('settings.preview', params, 'bound').catch(() => undefined);
    this.#previews = new Previews({ environment, table, send });
    this.snapshots = new KeptSnapshots({ ...engine, ...means });
    this.#joining = new JoiningDesk({ ...engine, ...means, snapshots: this.snapshots });
    engine.cleared.subscribe(() => {
      this.#previews.clear();
      this.#joining.clear();
    });
  }

  get joining(): JoiningDesk['joining'] {
    return this.#joining.joining;
  }

  /** The settings of an app; the same ones give the same object. */
  of<T extends object, M extends string = never>(app: App<T, M> | string, defaults?: T): Settings<T, M> {
    const name = typeof app === 'string' ? `${app}\n${JSON.stringify(defaults)}` : app;
    const given = typeof app === 'string' ? { name: app, defaults: defaults ?? {}, keys: {} } : app;
    const known = this.#apps.get(name) ?? settingsOf(this.#parts, given as App<T, M>);
    this.#apps.set(name, known);
    return known as Settings<T, M>;
  }

  /** What was kept is there again. */
  async recall(): Promise<void> {
    await this.#means.engine.conflicts.recall();
    await Promise.all([this.#managed.recall(), this.snapshots.recall(), this.#joining.recall()]);
  }

  /** A connection stands. */
  greeted(apps: AppVersions | undefined): void {
    this.#managed.greeted(apps);
  }

  /** Somebody drags on another screen. */
  previewed({ value, ...told }: SignalData<'setting.preview'>): void {
    this.#previews.heard({ ...told, value: value as Json });
  }

  get #parts(): SettingsMeans {
    const { engine, isLoaded } = this.#means;
    return { ...engine, isLoaded, managed: this.#managed, previews: this.#previews };
  }
}
