/** Settings that wait: what shows them is shown once it is known what is set, in place of the defaults for a moment. */
import type { App } from '@kith/protocol/apps';
import { useState } from 'react';
import { type Readable, until } from '../observable.ts';
import type { Settings } from '../settings/api.ts';
import { useReadable } from './readable.ts';
import { type Setting, useSetting } from './setting.ts';
import { type ShownSettings, useSettings, useSettingsOf } from './settings.ts';

/**
 * As `useSettings`, and suspends until it is known what is set, by this device's cache or by the server.
 *
 * On a server, and on a page that was built there, it gives the defaults and never suspends.
 */
export function useSuspenseSettings<T extends object, M extends string>(app: App<T, M>): ShownSettings<T, M>;
export function useSuspenseSettings<T extends object>(app: string, defaults: T): ShownSettings<T>;
export function useSuspenseSettings<T extends object>(app: App<T> | string, defaults?: T): ShownSettings<T> {
  const settings = useSettingsOf(app, defaults);
  useKnown(settings.isLoaded);
  return useSettings(app as string, defaults as T);
}

/** As `useSetting`, and suspends as `useSuspenseSettings` does. */
export function useSuspenseSetting<T extends object, K extends keyof T & string>(
  settings: Settings<T>,
  key: K,
): Setting<T[K]> {
  useKnown(settings.isLoaded);
  return useSetting(settings, key);
}

/** React must be given the same promise for as long as it waits. */
const waits = new WeakMap<Readable<boolean>, Promise<unknown>>();

function useKnown(isLoaded: Readable<boolean>): void {
  const isKnown = useReadable(isLoaded, true);
  // Whatever was shown once is not taken away: a page that was built shows the defaults, and is shown already.
  const [mayWait] = useState(!isKnown);
  if (isKnown || !mayWait) return;
  throw waits.get(isLoaded) ?? waitFor(isLoaded);
}

function waitFor(isLoaded: Readable<boolean>): Promise<unknown> {
  const wait = until(isLoaded, (it) => it).then(() => waits.delete(isLoaded));
  waits.set(isLoaded, wait);
  return wait;
}
