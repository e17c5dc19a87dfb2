/** The settings of one app, as the app sees them: values to read and watch, and edits that show at once. */
import type { Json, Result } from '@kith/protocol';
import { KithError } from '../errors.ts';
import { type Cancel, type Readable, type Stream, until } from '../observable.ts';
import { isSame } from '../same.ts';
import type { Conflict, Conflicts } from './conflicts.ts';
import { derived } from './derived.ts';
import type { Editor } from './editor.ts';
import type { Value } from './row.ts';
import { isUnsaved, shown } from './row.ts';
import type { Outcome, Sender } from './sender.ts';
import type { Table } from './table.ts';

/** Where a value comes from: this device's override, the person's choice, or the app's default. */
export type Source = 'device' | 'user' | 'default';

/** A setting with what a form shows beside it. */
export interface Field<T> {
  readonly value: T;
  readonly source: Source;
  /** The newest edit of this device is not stored yet. */
  readonly saving: boolean;
  /** Who edited last, as far as the server has told; null: nobody did. Times: ms, server's clock. */
  readonly edited: { readonly device: string | null; readonly at: number; readonly editedAt: number } | null;
  /** An edit of this device that lost against a later one, until it is dismissed; else null. */
  readonly conflict: Conflict | null;
}

/** An edit that the server will never take. It shows no more. */
export interface Rejection {
  readonly key: string;
  /** What was edited; undefined: it was unset. */
  readonly value: Json | undefined;
  /** `validation-failed`, `forbidden`, `too-large`, `quota-exceeded`, `conflict`, or `unauthenticated` when its user has gone. */
  readonly code: string;
  /** For the developer. */
  readonly hint?: string | undefined;
}

/** What an earlier value was; `entry` names it for `restore`. Newest first, lost edits included. */
export type HistoryEntry = Result<'settings.history'>['entries'][number];

export interface EditOptions {
  /** Groups edits into one entry of the history; `gesture()` does it for you. */
  readonly gesture?: string;
  /** `user` (default): for all devices of the person. `device`: this device alone, over the person's choice. */
  readonly scope?: 'user' | 'device';
}

/** One drag: many edits, one entry in the history. */
export interface Gesture<T> {
  set<K extends keyof T & string>(key: K, value: T[K]): void;
  /** The finger is up: the last value is sent at once. */
  end(): void;
}

/**
 * The settings of one app.
 *
 * A value shows as soon as it is set and is sent at most eight times a second, the last one always. What the server
 * holds may be of an older or newer version of your app: check what you read where that matters.
 */
export interface Settings<T extends object> {
  readonly app: string;
  /** What shows where nobody has chosen. */
  readonly defaults: Readonly<T>;
  /** The value that shows now: the newest edit, else what the server has told, else the default. */
  get<K extends keyof T & string>(key: K): T[K];
  /** Calls `listener` after every change of a value that shows. */
  subscribe(listener: () => void): Cancel;
  /** All values, defaults included. */
  readonly values: Readable<T>;
  /** One setting with its state. The same key gives the same readable. */
  field<K extends keyof T & string>(key: K): Readable<Field<T[K]>>;
  /** Edits. Throws `KithError` with `validation-failed` where the value is no JSON. */
  set<K extends keyof T & string>(key: K, value: T[K], options?: EditOptions): void;
  /** Takes the choice back: the next scope or the default shows. */
  unset(key: keyof T & string, options?: EditOptions): void;
  /** Begins a drag; with `scope: 'device'` one of the values of this device alone. */
  gesture(options?: Pick<EditOptions, 'scope'>): Gesture<T>;
  /** Edits that lost against later ones and were not dismissed. */
  readonly conflicts: Readable<readonly Conflict[]>;
  /** Tells edits that the server will never take. */
  readonly rejected: Stream<Rejection>;
  /** Reads what a setting was. */
  history(key: keyof T & string, options?: Pick<EditOptions, 'scope'>): Promise<readonly HistoryEntry[]>;
  /** Makes an old value the current one, as a new edit. */
  restore(entry: string): Promise<void>;
  /** Unsets a setting and takes every earlier value of it out of the history and the server's log, for good. */
  erase(key: keyof T & string, options?: Pick<EditOptions, 'scope'>): Promise<void>;
  /** Sends what waits at once; resolves when it is stored, or refused for good. Offline that is after coming back. */
  flush(): Promise<void>;
  /** Resolves when no edit of this device is unsent, unanswered or unseen. */
  idle(): Promise<void>;
}

export interface SettingsMeans {
  readonly table: Table;
  readonly sender: Sender;
  readonly editor: Editor;
  readonly conflicts: Conflicts;
}

const appShape = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** The settings of `app`; throws `validation-failed` where no app can have that name. */
export function settingsOf<T extends object>(means: SettingsMeans, app: string, defaults: T): Settings<T> {
  if (!appShape.test(app))
    throw new KithError({ code: 'validation-failed', retry: 'never', hint: 'app: 1 to 64 of a-z 0-9 . _ -' });
  for (const value of Object.values(defaults)) means.editor.asValue(value);
  return new AppSettings(means, app, defaults);
}

interface Found {
  readonly value: Value;
  readonly source: Source;
}

class AppSettings<T extends object> implements Settings<T> {
  readonly app: string;
  readonly defaults: Readonly<T>;
  readonly values: Readable<T>;
  readonly conflicts: Readable<readonly Conflict[]>;
  readonly rejected: Stream<Rejection>;
  readonly #means: SettingsMeans;
  readonly #defaults: Readonly<Record<string, Value>>;
  readonly #fields = new Map<string, unknown>();

  constructor(means: SettingsMeans, app: string, defaults: T) {
    this.#means = means;
    this.app = app;
    this.defaults = defaults;
    this.#defaults = defaults as unknown as Readonly<Record<string, Value>>;
    this.values = this.#derive(() => this.#all() as T, isSame);
    this.conflicts = this.#derive(() => means.conflicts.of(app), isSame);
    this.rejected = {
      subscribe: (listener) =>
        means.sender.outcomes.subscribe((it) => {
          if (it.app === app && it.outcome === 'rejected') listener(rejection(it));
        }),
    };
  }

  readonly get = <K extends keyof T & string>(key: K): T[K] => this.values.get()[key];

  readonly subscribe = (listener: () => void): Cancel => this.values.subscribe(listener);

  field<K extends keyof T & string>(key: K): Readable<Field<T[K]>> {
    const known = this.#fields.get(key);
    const field = known ?? this.#derive(() => this.#field(key), isSameField);
    this.#fields.set(key, field);
    return field as Readable<Field<T[K]>>;
  }

  set(key: string, value: unknown, { scope, gesture }: EditOptions = {}): void {
    this.#edit(key, this.#means.editor.asValue(value), scope, gesture);
  }

  unset(key: string, { scope, gesture }: EditOptions = {}): void {
    this.#edit(key, undefined, scope, gesture);
  }

  gesture(options: Pick<EditOptions, 'scope'> = {}): Gesture<T> {
    const gesture = this.#means.editor.newId();
    return {
      set: (key, value) => this.set(key, value, { ...options, gesture }),
      end: () => void this.flush(),
    };
  }

  async history(key: string, { scope }: Pick<EditOptions, 'scope'> = {}): Promise<readonly HistoryEntry[]> {
    return this.#means.editor.history(this.#place(key, scope));
  }

  async restore(entry: string): Promise<void> {
    await this.flush();
    await this.#means.editor.restore(entry);
  }

  async erase(key: string, { scope }: Pick<EditOptions, 'scope'> = {}): Promise<void> {
    await this.flush();
    await this.#means.editor.erase(this.#place(key, scope));
  }

  flush(): Promise<void> {
    return this.#means.sender.flush();
  }

  async idle(): Promise<void> {
    const { table } = this.#means;
    const isIdle = () => !table.unsettled.some(({ app }) => app === this.app);
    await until({ get: isIdle, subscribe: table.changes.subscribe }, (it): it is true => it);
  }

  #edit(key: string, value: Value, scope: EditOptions['scope'], gesture: string | undefined): void {
    const { conflicts, editor } = this.#means;
    const place = this.#place(key, scope);
    // Whoever edits has seen what stands: there is nothing left to choose.
    conflicts.dismiss(place);
    editor.edit(place, { value, gesture });
  }

  #place(key: string, scope: EditOptions['scope']) {
    return { app: this.app, key, scope: scope === 'device' ? this.#means.editor.deviceScope() : 'user' };
  }

  #derive<V>(compute: () => V, isSame: (a: V, b: V) => boolean): Readable<V> {
    const { table } = this.#means;
    return derived({
      version: () => table.version(this.app),
      onChange: (listener) =>
        table.changes.subscribe((app) => {
          if (app === this.app) listener();
        }),
      compute,
      isSame,
    });
  }

  #all(): Record<string, Value> {
    const all = new Map(Object.entries(this.#defaults));
    for (const { key } of this.#means.table.rows(this.app)) {
      const { value } = this.#found(key);
      if (value !== undefined) all.set(key, value);
    }
    // Set one by one, a key `__proto__` would become the prototype ([V1]).
    return Object.fromEntries(all);
  }

  /** [K9] This device's override, else the person's choice, else the default. */
  #found(key: string): Found {
    const { table, editor } = this.#means;
    const scopes = { device: editor.deviceScope(), user: 'user' };
    for (const source of ['device', 'user'] as const) {
      const value = shown(table.row({ app: this.app, scope: scopes[source], key }))?.value;
      if (value !== undefined) return { value, source };
    }
    return { value: Object.hasOwn(this.#defaults, key) ? this.#defaults[key] : undefined, source: 'default' };
  }

  #field(key: string): Field<unknown> {
    const { table, conflicts } = this.#means;
    const { value, source } = this.#found(key);
    const place = this.#place(key, source === 'device' ? 'device' : 'user');
    const row = table.row(place);
    const { confirmed } = row;
    const edited = confirmed && {
      device: confirmed.device,
      at: confirmed.at,
      editedAt: confirmed.editedAt,
    };
    const conflict = conflicts.at(place);
    return { value, source, saving: isUnsaved(row), edited: edited ?? null, conflict };
  }
}

function rejection({ key, op, code = 'internal', hint }: Outcome): Rejection {
  return { key, value: op.value, code, hint };
}

/** Who edited stands in an object of its own. */
function isSameField(
  { edited: a, ...rest }: Field<unknown>,
  { edited: b, ...others }: Field<unknown>,
): boolean {
  return isSame({ ...rest, ...a }, { ...others, ...b });
}
