/** What a reader of the log makes of it: the settings that are set, folded from events. */
import { isDeepStrictEqual } from 'node:util';
import type { Setting } from '../../packages/server/src/domain/rows.ts';
import type { LoggedEvent } from '../../packages/server/src/domain/state.ts';

/** Setting (`<scope> <key>`) → value and rev. */
export type Reading = Map<string, { readonly value: unknown; readonly rev: number }>;

/** The body of an event about a setting. */
export interface Told {
  readonly scope: string;
  readonly key: string;
  readonly value?: unknown;
  readonly unset?: true;
  readonly erased?: true;
  readonly rev?: number;
  readonly editedAt?: number;
  readonly by?: { readonly rev: number; readonly device: string | null };
}

export function toldBy(event: LoggedEvent): Told {
  return JSON.parse(event.data) as Told;
}

/** Takes one event into a reading. */
export function fold(reading: Reading, event: LoggedEvent): void {
  if (event.type !== 'setting.changed') return;
  const { scope, key, value, rev = 0 } = toldBy(event);
  if (value === undefined) reading.delete(`${scope} ${key}`);
  else reading.set(`${scope} ${key}`, { value, rev });
}

/** The same from the rows. */
export function readingOf(rows: readonly Readonly<Setting>[]): Reading {
  return new Map(
    rows.flatMap(({ scope, key, value, rev }) =>
      value === null ? [] : [[`${scope} ${key}`, { value: JSON.parse(value) as unknown, rev }]],
    ),
  );
}

/** Says whether two readers see the same. */
export function agree(a: Reading, b: Reading): boolean {
  return a.size === b.size && [...a].every(([where, entry]) => isDeepStrictEqual(entry, b.get(where)));
}
