/** The one door for this page's edits: it groups them into runs, keeps what can be taken back, and picks the scope. */
import type { Readable } from '@kith/client';
import { type Demo, type DemoSettings, type Key, keys } from './demo.ts';
import type { Json } from './json.ts';
import { type Change, forgotten, hidden, overwritten, recorded, type Scope, type Stack } from './undo.ts';

/** Typing that pauses for longer begins another entry of the history, and another step to take back. */
const pauseMs = 2000;

interface Run {
  readonly scope: Scope;
  readonly gesture: ReturnType<DemoSettings['gesture']>;
  /** It goes on until it is ended: a drag may rest. */
  readonly isHeld: boolean;
  at: number;
}

export class Edits {
  readonly settings: DemoSettings;
  readonly #now: () => number;
  readonly #runs = new Map<Key, Run>();
  readonly #listeners = new Set<() => void>();
  #stack: Stack = [];

  constructor(settings: DemoSettings, now: () => number = Date.now) {
    this.settings = settings;
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
  begin(key: Key): void {
    this.#runs.set(key, this.#newRun(key, true));
  }

  /** Edits as the field shows it: this device's own value where there is one, else the one for all devices. */
  set(key: Key, value: Json): void {
    const run = this.#runOf(key);
    const change = this.#change(key, run.scope, value);
    run.at = this.#now();
    run.gesture.set(key, value as Demo[Key]);
    this.#record(run, [change]);
  }

  /** What was edited is sent at once; the next edit may be of the same run. */
  rest(): void {
    void this.settings.flush();
  }

  /** The finger is up, or the person has left the input: the last value is sent at once. */
  end(key: Key): void {
    this.#runs.delete(key);
    this.rest();
  }

  /** Gives this device its own value, which begins as what shows; or takes that back. */
  override(key: Key, isOwn: boolean): void {
    this.#runs.delete(key);
    const value = isOwn ? this.settings.get(key) : undefined;
    const change = this.#change(key, 'device', value);
    this.#apply(key, 'device', value);
    this.#record({}, [change]);
    this.rest();
  }

  /** Takes every choice back, this device's own ones too. */
  reset(): void {
    this.#runs.clear();
    const changes: Change[] = [];
    for (const key of keys) {
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
  async restore(key: Key, entry: { readonly entry: string; readonly new?: Json }): Promise<void> {
    const { source } = this.settings.field(key).get();
    const change = this.#change(key, source === 'device' ? 'device' : 'user', entry.new);
    await this.settings.restore(entry.entry);
    this.#runs.delete(key);
    this.#record({}, [change]);
  }

  /** Erases a setting with its history; nothing of it can be taken back. */
  async erase(key: Key): Promise<void> {
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
      this.#runs.delete(key as Key);
      this.#apply(key as Key, scope, before);
    }
    this.forgetLast();
    this.rest();
  }

  /** Leaves the last step as it is. */
  forgetLast(): void {
    this.#show(this.#stack.slice(0, -1));
  }

  /** Where an edit of this setting goes. */
  scope(key: Key): Scope {
    return this.settings.field(key).get().source === 'device' ? 'device' : 'user';
  }

  #runOf(key: Key): Run {
    const known = this.#runs.get(key);
    const goesOn = known?.isHeld || (known !== undefined && this.#now() - known.at < pauseMs);
    if (known !== undefined && goesOn && known.scope === this.scope(key)) return known;
    const run = this.#newRun(key, false);
    this.#runs.set(key, run);
    return run;
  }

  #newRun(key: Key, isHeld: boolean): Run {
    const scope = this.scope(key);
    return { scope, gesture: this.settings.gesture({ scope }), isHeld, at: this.#now() };
  }

  #change(key: Key, scope: Scope, after: Json | undefined): Change {
    const before = this.#current({ key, scope });
    return { key, scope, before: before === hidden ? undefined : before, after };
  }

  #current({ key, scope }: Pick<Change, 'key' | 'scope'>): Json | typeof hidden | undefined {
    const { source, value } = this.settings.field(key as Key).get();
    if (source === scope) return value;
    return scope === 'user' && source === 'device' ? hidden : undefined;
  }

  #apply(key: Key, scope: Scope, value: Json | undefined): void {
    if (value === undefined) this.settings.unset(key, { scope });
    else this.settings.set(key, value as Demo[Key], { scope });
  }

  #record(run: object, changes: readonly Change[]): void {
    this.#show(recorded(this.#stack, { run, changes }));
  }

  #show(stack: Stack): void {
    this.#stack = stack;
    for (const listener of [...this.#listeners]) listener();
  }
}
