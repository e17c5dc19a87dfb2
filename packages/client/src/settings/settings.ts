/** The settings of one app: values to read and watch, and edits that show at once. */
import type { App } from '@kith/protocol/apps';
import { KithError } from '../errors.ts';
import type { Cancel, Readable, Stream } from '../observable.ts';
import { isEqual, isSame } from '../same.ts';
import { AllValues } from './all-values.ts';
import type {
  EditOptions,
  Field,
  Gesture,
  GestureOptions,
  HistoryEntry,
  Rejection,
  ScopeOption,
  Settings,
} from './api.ts';
import type { Conflict, Conflicts } from './conflicts.ts';
import { derived } from './derived.ts';
import type { Editor } from './editor.ts';
import { Fields, isSameField } from './field.ts';
import { type AnyApp, Lookup } from './lookup.ts';
import type { Managed } from './managed.ts';
import { type Members, type MembersMeans, membersOf } from './members.ts';
import type { Place } from './place.ts';
import { valueIn } from './policies.ts';
import type { Previews } from './previews.ts';
import type { Value } from './row.ts';
import type { Scopes } from './scopes.ts';
import type { Outcome, Sender } from './sender.ts';
import type { Table } from './table.ts';
import { Undo } from './undo.ts';

export interface SettingsMeans {
  readonly table: Table;
  readonly sender: Sender;
  readonly editor: Editor;
  readonly conflicts: Conflicts;
  readonly scopes: Scopes;
  readonly managed: Managed;
  readonly previews: Previews;
  /** Whose state it was is gone from here. */
  readonly cleared: Stream<void>;
  /** Whether it is known what is set. */
  readonly isLoaded: Readable<boolean>;
}

const appShape = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** The settings of an app; throws `validation-failed` where no app can be so. */
export function settingsOf<T extends object, M extends string>(
  means: SettingsMeans,
  app: App<T, M>,
): Settings<T, M> {
  if (!appShape.test(app.name))
    throw new KithError({ code: 'validation-failed', retry: 'never', hint: 'app: 1 to 64 of a-z 0-9 . _ -' });
  for (const value of Object.values(app.defaults)) means.editor.asValue(value);
  means.managed.want(app.name);
  return new AppSettings<T, M>(means, app);
}

/** What a person did. */
interface Done {
  readonly value: Value;
  readonly gesture?: string | undefined;
  /** Others follow it. */
  readonly preview?: boolean;
}

class AppSettings<T extends object, M extends string> implements Settings<T, M> {
  readonly app: string;
  readonly defaults: Readonly<T>;
  readonly values: Readable<T>;
  readonly isLoaded: Readable<boolean>;
  readonly conflicts: Readable<readonly Conflict[]>;
  readonly rejected: Stream<Rejection>;
  readonly undoable: Readable<string | null>;
  readonly #means: SettingsMeans;
  readonly #lookup: Lookup;
  readonly #makes: Fields;
  readonly #undo: Undo;
  readonly #fields = new Map<string, Readable<Field<unknown>>>();
  readonly #members = new Map<string, Members>();

  constructor(means: SettingsMeans, app: App<T, M>) {
    const { conflicts, sender } = means;
    this.#means = means;
    this.app = app.name;
    this.defaults = app.defaults;
    this.isLoaded = means.isLoaded;
    this.#lookup = new Lookup(means, app as AnyApp);
    const lookup = this.#lookup;
    this.#makes = new Fields({ ...means, lookup, edit: (place, value) => this.#edit(place, { value }) });
    this.#undo = new Undo((place) => this.#standing(place));
    means.cleared.subscribe(() => this.#undo.clear());
    this.undoable = this.#derive(() => this.#undo.next?.key ?? null, Object.is);
    const all = new AllValues(app.name, { table: means.table, lookup });
    this.values = this.#derive(() => all.get() as T, Object.is);
    this.conflicts = this.#derive(() => conflicts.of(this.app), isSame);
    this.rejected = {
      subscribe: (listener) =>
        sender.outcomes.subscribe((it) => {
          if (it.app === this.app && it.outcome === 'rejected') listener(rejection(it));
        }),
    };
  }

  readonly get = <K extends keyof T & string>(key: K): T[K] => this.values.get()[key];

  readonly subscribe = (listener: () => void): Cancel => this.values.subscribe(listener);

  field<K extends keyof T & string>(key: K): Readable<Field<T[K]>> {
    const known = this.#fields.get(key);
    const field = known ?? this.#derive(() => this.#makes.of(this.#place(key)), isSameField);
    this.#fields.set(key, field);
    return field as Readable<Field<T[K]>>;
  }

  members(name: M): Members {
    const members = this.#members.get(name) ?? membersOf(name, this.#membersMeans);
    this.#members.set(name, members);
    return members;
  }

  set(key: string, value: unknown, { scope, ...options }: EditOptions = {}): void {
    this.#edit(this.#place(key, scope), { value: this.#means.editor.asValue(value), ...options });
  }

  unset(key: string, { scope, ...options }: EditOptions = {}): void {
    this.#edit(this.#place(key, scope), { value: undefined, ...options });
  }

  override(key: string, value: unknown, options: Pick<EditOptions, 'gesture'> = {}): void {
    this.set(key, value, { ...options, scope: 'device' });
  }

  clearOverride(key: string): void {
    this.unset(key, { scope: 'device' });
  }

  gesture({ scope, preview = false }: GestureOptions = {}): Gesture<T> {
    const { editor, previews } = this.#means;
    const gesture = editor.newId();
    const drag = preview ? previews.drag() : undefined;
    return {
      set: (key, given) => {
        const place = this.#place(key, scope);
        const value = editor.asValue(given);
        this.#edit(place, { value, gesture, preview });
        drag?.show(place, value);
      },
      end: () => {
        drag?.end();
        void this.flush().catch(() => undefined);
      },
    };
  }

  undo(): string | null {
    const done = this.#undo.take();
    if (done === undefined) return null;
    this.#write(done, { value: done.before });
    return done.key;
  }

  async history(key: string, { scope }: ScopeOption = {}): Promise<readonly HistoryEntry[]> {
    return this.#means.editor.history(this.#place(key, scope));
  }

  async restore(entry: string): Promise<void> {
    await this.flush();
    await this.#means.editor.restore(entry);
  }

  async erase(key: string, { scope }: ScopeOption = {}): Promise<void> {
    await this.flush();
    await this.#means.editor.erase(this.#place(key, scope));
  }

  flush(): Promise<void> {
    return this.#means.sender.flush();
  }

  async idle(): Promise<void> {
    const { table, sender } = this.#means;
    const isIdle = () => !table.unsettled.some(({ app }) => app === this.app);
    await sender.holds(isIdle);
  }

  #edit(place: Place, done: Done): void {
    const { value, gesture } = done;
    const before = this.#standing(place);
    this.#write(place, done);
    const after = this.#standing(place);
    if (!isEqual(before, after)) this.#undo.edited({ ...place, before, after, gesture });
    // The value of the key before this one would show through.
    const old = value === undefined ? this.#lookup.entry(place.key).migrateFrom?.key : undefined;
    if (old !== undefined && this.#lookup.valueAt({ ...place, key: old }) !== undefined)
      this.#edit({ ...place, key: old }, { value, gesture });
  }

  #write({ app, scope, key }: Place, { value, gesture, preview }: Done): void {
    const { conflicts, editor } = this.#means;
    const place = { app, scope, key };
    // Whoever edits has seen what stands: there is nothing left to choose.
    conflicts.dismiss(place);
    const entry = this.#lookup.entry(key);
    editor.edit(place, { value, gesture, entry, isPreviewed: preview || undefined });
  }

  #standing(place: Place): Value {
    return valueIn(this.#means.table.row(place), this.#lookup.entry(place.key));
  }

  #place(key: string, scope?: EditOptions['scope']): Place {
    return { app: this.app, key, scope: this.#means.scopes.target(scope, this.#lookup.entry(key)) };
  }

  get #membersMeans(): MembersMeans {
    return {
      set: (key, value, options) => this.set(key, value, options),
      unset: (key, options) => this.unset(key, options),
      derive: (compute, isSame) => this.#derive(compute, isSame),
      all: () => this.values.get() as Readonly<Record<string, unknown>>,
    };
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
}

function rejection({ key, op, code = 'internal', hint }: Outcome): Rejection {
  return { key, value: op.value, code, hint };
}
