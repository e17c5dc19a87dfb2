/** The settings of an app, as a whole. */
import type { App } from '@kith/protocol/apps';
import { useMemo } from 'react';
import type { Readable } from '../observable.ts';
import type { Settings } from '../settings/api.ts';
import type { Conflict } from '../settings/conflicts.ts';
import type { Members } from '../settings/members.ts';
import { useKith } from './provider.ts';
import { useReadable } from './readable.ts';

const none: readonly Conflict[] = [];
const emptySet: ReadonlySet<string> = new Set();

/** The values of an app's settings, and the door to them. */
export type ShownSettings<T extends object, M extends string = never> = readonly [
  values: T,
  settings: Settings<T, M>,
];

/**
 * The values of an app's settings and the door to them; the defaults at build.
 *
 * Renders again with every value. A component that edits without showing takes `useKith().settings(app)`, one that
 * shows a single setting takes `useSetting`. Equal defaults give the same door, also where they stand inline.
 */
export function useSettings<T extends object, M extends string>(app: App<T, M>): ShownSettings<T, M>;
export function useSettings<T extends object>(app: string, defaults: T): ShownSettings<T>;
export function useSettings<T extends object>(app: App<T> | string, defaults?: T): ShownSettings<T> {
  const settings = useSettingsOf(app, defaults);
  const values = useReadable(settings.values, settings.defaults);
  return useMemo(() => [values, settings], [values, settings]);
}

/** The door alone: renders with nothing. */
export function useSettingsOf<T extends object>(app: App<T> | string, defaults: T | undefined): Settings<T> {
  const { settings } = useKith();
  return typeof app === 'string' ? settings(app, defaults ?? ({} as T)) : settings(app);
}

/** Edits of this device that lost against later ones, until they are dismissed; none at build. */
export function useConflicts({
  conflicts,
}: {
  readonly conflicts: Readable<readonly Conflict[]>;
}): readonly Conflict[] {
  return useReadable(conflicts, none);
}

/** One of the app's sets; empty at build. `settings.members(name)` adds and deletes. */
export function useMembers<M extends string>(
  settings: { members(name: M): Members },
  name: M,
): ReadonlySet<string> {
  return useReadable(settings.members(name), emptySet);
}
