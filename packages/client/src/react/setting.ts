/** One setting: what a form shows of it, and its edits. */
import { useMemo } from 'react';
import type { EditOptions, Field, Settings } from '../settings/api.ts';
import { useReadable } from './readable.ts';

/** One drag of this setting: many edits, one entry in the history. */
export interface SettingGesture<T> {
  readonly set: (value: T) => void;
  /** The finger is up: the last value is sent at once. */
  readonly end: () => void;
}

/** A setting, with its edits: bound, and the same for as long as the key is. */
export interface Setting<T> extends Field<T> {
  /** Edits; see `Settings.set`. */
  readonly set: (value: T, options?: EditOptions) => void;
  /** Takes the choice back: the next scope or the default shows. */
  readonly unset: (options?: EditOptions) => void;
  /** Begins a drag. */
  readonly gesture: () => SettingGesture<T>;
}

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
): Pick<Setting<T[K]>, 'set' | 'unset' | 'gesture'> {
  return {
    set: (value, options) => settings.set(key, value, options),
    unset: (options) => settings.unset(key, options),
    gesture() {
      const { set, end } = settings.gesture();
      return { set: (value) => set(key, value), end };
    },
  };
}
