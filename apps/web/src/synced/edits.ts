/** The one door for a page's edits: it groups them into runs, keeps what can be taken back, and picks the scope. */
import type { Gesture, Readable, Settings } from '@kith/client';
import type { Json } from './json.ts';
import { type Change, forgotten, hidden, overwritten, recorded, type Scope, type Stack } from './undo.ts';

/** Typing that pauses for longer begins another entry of the history, and another step to take back. */
const pauseMs = 2000;

interface Run<T> {
  readonly scope: Scope;
  readonly gesture: Gesture<T>;
  /** It goes on until it is ended: a drag may rest. */
  readonly isHeld: boolean;
  at: number;
}

type KeyOf<T> = keyof T & string;

export class Edits<T extends object> {
  readonly settings: Settings<T>;
  readonly #keys: readonly KeyOf<T>[];
  readonly #now: () => number;
  readonly #runs = new Map<KeyOf<T>, Run<T>>();
  readonly #listeners = new Set<() => void>();
  #stack: Stack = [];

  constructor(settings: Settings<T>, now: () => number = Date.now) {
    this.settings = settings;
    this.#keys = Object.keys(settings.defaults) as KeyOf<T>[];
    this.#now = now;
  }

  /** The steps that can be taken back. */
  readonly stack: Readable<Stack> = {
    get: () => this.#stack,
    subscribe: (listener) => {
      this.#listeners.add(listener);
      return () => void this.#listeners.delete(listener);
    },
  };

  /** The finger is down: all edits until `end` are one. */
  begin(key: KeyOf<T>): void {
    this.#runs.set(key, this.#newRun(key, true));
  }

  /** Edits as the field shows it: this device's own value where there is one, else the one for all devices. */
  set(key: KeyOf<T>, value: Json): void {
    const run = this.#runOf(key);
    const change = this.#change(key, run.scope, value);
    run.at = this.#now();
    run.gesture.set(key, value as T[KeyOf<T>]);
    this.#record(run, [change]);
  }

  /** What was edited is sent at once; the next edit may be of the same run. */
  rest(): void {
    void this.settings.flush();
  }

  /** The finger is up, or the person has left the input: the last value is sent at once. */
  end(key: KeyOf<T>): void {
    this.#runs.delete(key);
    this.rest();
  }

  /** Gives this device its own value, which begins as what shows; or takes that back. */
  override(key: KeyOf<T>, isOwn: boolean): void {
    this.#runs.delete(key);
    const value = isOwn ? this.#shown(key) : undefined;
    const change = this.#change(key, 'device', value);
    this.#apply(key, 'device', value);
    this.#record({}, [change]);
    this.rest();
  }

  /** Takes every choice back, this device's own ones too. */
  reset(): void {
    this.#runs.clear();
    const changes: Change[] = [];
    for (const key of this.#keys) {
      // The own value covers the other: only without it can that be seen.
      for (const scope of ['device', 'user'] as const) {
        if (this.settings.field(key).get().source !== scope) continue;
        changes.push(this.#change(key, scope, undefined));
        this.#apply(key, scope, undefined);
      }
    }
    this.#record({}, changes);
    this.rest();
  }

  /** Makes an old value of the history the current one. */
  async restore(key: KeyOf<T>, entry: { readonly entry: string; readonly new?: Json }): Promise<void> {
    const { source } = this.settings.field(key).get();
    const change = this.#change(key, source === 'device' ? 'device' : 'user', entry.new);
    await this.settings.restore(entry.entry);
    this.#runs.delete(key);
    this.#record({}, [change]);
  }

  /** Erases a setting with its history; nothing of it can be taken back. */
  async erase(key: KeyOf<T>): Promise<void> {
    const scope = this.scope(key);
    await this.settings.erase(key, { scope });
    this.#runs.delete(key);
    this.#show(forgotten(this.#stack, { key, scope }));
  }

  /** The changes of the last step that others have written over since; empty: `undo` overwrites nobody. */
  undoOverwrites(): readonly Change[] {
    const step = this.#stack.at(-1);
    return step === undefined ? [] : overwritten(step, (change) => this.#current(change));
  }

  /** Takes the last step of this device back. */
  undo(): void {
    const step = this.#stack.at(-1);
    if (step === undefined) return;
    for (const { key, scope, before } of step.changes) {
      this.#runs.delete(key as KeyOf<T>);
      this.#apply(key as KeyOf<T>, scope, before);
    }
    this.forgetLast();
    this.rest();
  }

  /** Leaves the last step as it is. */
  forgetLast(): void {
    this.#show(this.#stack.slice(0, -1));
  }

  /** Where an edit of this setting goes. */
  scope(key: KeyOf<T>): Scope {
    return this.settings.field(key).get().source === 'device' ? 'device' : 'user';
  }

  #runOf(key: KeyOf<T>): Run<T> {
    const known = this.#runs.get(key);
    const goesOn = known?.isHeld || (known !== undefined && this.#now() - known.at < pauseMs);
    if (known !== undefined && goesOn && known.scope === this.scope(key)) return known;
    const run = this.#newRun(key, false);
    this.#runs.set(key, run);
    return run;
  }

  #newRun(key: KeyOf<T>, isHeld: boolean): Run<T> {
    const scope = this.scope(key);
    return { scope, gesture: this.settings.gesture({ scope }), isHeld, at: this.#now() };
  }

  #change(key: KeyOf<T>, scope: Scope, after: Json | undefined): Change {
    const before = this.#current({ key, scope });
    return { key, scope, before: before === hidden ? undefined : before, after };
  }

  #current({ key, scope }: Pick<Change, 'key' | 'scope'>): Json | typeof hidden | undefined {
    const { source } = this.settings.field(key as KeyOf<T>).get();
    if (source === scope) return this.#shown(key as KeyOf<T>);
    return scope === 'user' && source === 'device' ? hidden : undefined;
  }

  /** Settings are JSON, whatever type their app gives them. */
  #shown(key: KeyOf<T>): Json {
    return this.settings.get(key) as Json;
  }

  #apply(key: KeyOf<T>, scope: Scope, value: Json | undefined): void {
    if (value === undefined) this.settings.unset(key, { scope });
    else this.settings.set(key, value as T[KeyOf<T>], { scope });
  }

  #record(run: object, changes: readonly Change[]): void {
    this.#show(recorded(this.#stack, { run, changes }));
  }

  #show(stack: Stack): void {
    this.#stack = stack;
    for (const listener of [...this.#listeners]) listener();
  }
}
