/** The settings of an app as the app sees them: every readable and every command. */
import type { Json, Result } from '@kith/protocol';
import type { Cancel, Readable, Stream } from '../observable.ts';
import type { Conflict } from './conflicts.ts';
import type { Contested } from './contested.ts';
import type { Members } from './members.ts';

/**
 * Where a value comes from, the first that has one: `locked` by the operator, this device's override, the choice for
 * devices of its class, the person's choice, what the operator set out (`managed`), or the app's default.
 */
export type Source = 'locked' | 'device' | 'class' | 'user' | 'managed' | 'default';

/**
 * Where an edit is written. `user`: for all devices of the person. `device`: this device alone. `class`: devices of the
 * class of this one; `class:tv` names another class.
 */
export type EditScope = 'user' | 'device' | 'class' | `class:${string}`;

/** What would show without the layer that does. */
export interface Below<T> {
  readonly value: T;
  readonly source: Source;
}

/** What another screen of the person shows while it is dragged there; nobody has stored it. */
export interface Preview<T> {
  /** Undefined: it would be unset. */
  readonly value: T | undefined;
  readonly device: string | null;
}

/** A setting with what a form shows beside it. */
export interface Field<T> {
  readonly value: T;
  readonly source: Source;
  /** The operator decided it: an edit would be refused. */
  readonly locked: boolean;
  /** What would show without this device's override, or without the choice; null: nothing lies below. */
  readonly below: Below<T> | null;
  /** The newest edit of this device is not stored yet. */
  readonly saving: boolean;
  /** Who edited last, as far as the server has told; null: nobody did. Times: ms, server's clock. */
  readonly edited: { readonly device: string | null; readonly at: number; readonly editedAt: number } | null;
  /** An edit of this device that lost against a later one, until it is dismissed; else null. */
  readonly conflict: Conflict | null;
  /** Of a key that its app calls `manual`: values that a person has to choose from, beside the one that shows. */
  readonly contested: readonly Contested<T>[];
  /** A drag on another screen; null: there is none. It is gone 2 s after the last sign of it. */
  readonly preview: Preview<T> | null;
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

export interface ScopeOption {
  /** Default: `user`, or where the app's schema does not allow that, the first scope which it names. */
  readonly scope?: EditScope;
}

export interface EditOptions extends ScopeOption {
  /** Groups edits into one entry of the history; `gesture()` does it for you. */
  readonly gesture?: string;
}

export interface GestureOptions extends ScopeOption {
  /**
   * Other screens follow the drag as `field.preview`, up to twenty times a second. Then a value is stored at most once
   * a second, and the last one always.
   */
  readonly preview?: boolean;
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
export interface Settings<T extends object, M extends string = never> {
  readonly app: string;
  /** What shows where nobody has chosen. */
  readonly defaults: Readonly<T>;
  /** Whether it is known what is set: by the server, by the cache of this device, or because nobody is logged in. */
  readonly isLoaded: Readable<boolean>;
  /** The value that shows now: the newest edit, else what the server has told, else the default. */
  get<K extends keyof T & string>(key: K): T[K];
  /** Calls `listener` after every change of a value that shows. */
  subscribe(listener: () => void): Cancel;
  /** All values, defaults included. */
  readonly values: Readable<T>;
  /** One setting with its state. The same key gives the same readable. */
  field<K extends keyof T & string>(key: K): Readable<Field<T[K]>>;
  /** One of the app's sets, live. The same name gives the same object. */
  members(name: M): Members;
  /** Edits. Throws `KithError` with `validation-failed` where the value is no JSON. */
  set<K extends keyof T & string>(key: K, value: T[K], options?: EditOptions): void;
  /** Takes the choice back: the next scope or the default shows. */
  unset(key: keyof T & string, options?: EditOptions): void;
  /** Edits for this device alone, over the person's choice. */
  override<K extends keyof T & string>(key: K, value: T[K], options?: Pick<EditOptions, 'gesture'>): void;
  /** Takes this device's override back. */
  clearOverride(key: keyof T & string): void;
  /** Begins a drag. */
  gesture(options?: GestureOptions): Gesture<T>;
  /** Takes the own last edit of this page back, by a new one; says of which key. Null: none of them still stands. */
  undo(): string | null;
  /** The key that `undo` would change; null: none. */
  readonly undoable: Readable<string | null>;
  /** Edits that lost against later ones and were not dismissed. */
  readonly conflicts: Readable<readonly Conflict[]>;
  /** Tells edits that the server will never take. */
  readonly rejected: Stream<Rejection>;
  /** Reads what a setting was. `historyOf` gives it live. */
  history(key: keyof T & string, options?: ScopeOption): Promise<readonly HistoryEntry[]>;
  /** Makes an old value the current one, as a new edit. */
  restore(entry: string): Promise<void>;
  /** Unsets a setting and takes every earlier value of it out of the history and the server's log, for good. */
  erase(key: keyof T & string, options?: ScopeOption): Promise<void>;
  /**
   * Sends what waits at once; resolves when it is stored, or refused for good. Offline that is after coming back;
   * rejects when the client ends before that.
   */
  flush(): Promise<void>;
  /** Resolves when no edit of this device is unsent, unanswered or unseen; rejects when the client ends before that. */
  idle(): Promise<void>;
}
