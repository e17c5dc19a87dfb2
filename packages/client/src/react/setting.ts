/** One setting: what a form shows of it, its edits, and what it was. */
import { useMemo } from 'react';
import type { EditOptions, Field, GestureOptions, ScopeOption, Settings } from '../settings/api.ts';
import { type History, historyOf, noHistory } from '../settings/history.ts';
import { useReadable } from './readable.ts';

/** One drag of this setting: many edits, one entry in the history. */
export interface SettingGesture<T> {
  readonly set: (value: T) => void;
  /** The finger is up: the last value is sent at once. */
  readonly end: () => void;
}

/** The edits of a setting: bound, and the same for as long as the key is. */
export interface SettingEdits<T> {
  /** Edits; see `Settings.set`. */
  readonly set: (value: T, options?: EditOptions) => void;
  /** Takes the choice back: the next scope or the default shows. */
  readonly unset: (options?: EditOptions) => void;
  /** Edits for this device alone. */
  readonly override: (value: T) => void;
  /** Takes this device's override back. */
  readonly clearOverride: () => void;
  /** Begins a drag. */
  readonly gesture: (options?: GestureOptions) => SettingGesture<T>;
}

/** A setting, with its edits. */
export interface Setting<T> extends Field<T>, SettingEdits<T> {}

/** One setting of an app; its default at build. Renders again with this key alone. */
export function useSetting<T extends object, K extends keyof T & string>(
  settings: Settings<T>,
  key: K,
): Setting<T[K]> {
  const untouched = useMemo(() => untouchedField(settings.defaults[key]), [settings, key]);
  const field = useReadable(settings.field(key), untouched);
  const edits = useMemo(() => editsOf(settings, key), [settings, key]);
  return useMemo(() => ({ ...field, ...edits }), [field, edits]);
}

/** What a setting was, live; nothing at build. Read while it is shown, and anew when it has grown. */
export function useSettingHistory<T extends object, K extends keyof T & string>(
  settings: Settings<T>,
  key: K,
  { scope }: ScopeOption = {},
): History {
  const options = scope === undefined ? undefined : { scope };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the options are made of their scope
  const history = useMemo(() => historyOf(settings, key, options), [settings, key, scope]);
  return useReadable(history, noHistory);
}

function untouchedField<V>(value: V): Field<V> {
  return {
    value,
    source: 'default',
    locked: false,
    below: null,
    saving: false,
    edited: null,
    conflict: null,
    contested: [],
    preview: null,
  };
}

function editsOf<T extends object, K extends keyof T & string>(
  settings: Settings<T>,
  key: K,
): SettingEdits<T[K]> {
  return {
    set: (value, options) => settings.set(key, value, options),
    unset: (options) => settings.unset(key, options),
    override: (value) => settings.override(key, value),
    clearOverride: () => settings.clearOverride(key),
    gesture(options) {
      const { set, end } = settings.gesture(options);
      return { set: (value) => set(key, value), end };
    },
  };
}
