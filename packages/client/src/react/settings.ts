/** The settings of an app, as a whole. */
import { useMemo } from 'react';
import type { Settings } from '../settings/api.ts';
import type { Conflict } from '../settings/conflicts.ts';
import { useKith } from './provider.ts';
import { useReadable } from './readable.ts';

const none: readonly Conflict[] = [];

/**
 * The values of an app's settings and the door to them; the defaults at build.
 *
 * Renders again with every value. A component that edits without showing takes `useKith().settings(app, defaults)`,
 * one that shows a single setting takes `useSetting`. Equal defaults give the same door, also where they stand inline.
 */
export function useSettings<T extends object>(
  app: string,
  defaults: T,
): readonly [values: T, settings: Settings<T>] {
  const settings = useKith().settings(app, defaults);
  const values = useReadable(settings.values, settings.defaults);
  return useMemo(() => [values, settings], [values, settings]);
}

/** Edits of this device that lost against later ones, until they are dismissed; none at build. */
export function useConflicts<T extends object>(settings: Settings<T>): readonly Conflict[] {
  return useReadable(settings.conflicts, none);
}
