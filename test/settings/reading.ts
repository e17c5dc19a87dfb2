/** What a reader of the log makes of it: the settings that are set, folded from events. */
import { isDeepStrictEqual } from 'node:util';
import type { Setting } from '../../packages/server/src/domain/rows.ts';
import { contestedIn } from '../../packages/server/src/domain/settings/views.ts';
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
  /** Of what is contested: its entry in the history. */
  readonly entry?: string;
  readonly by?: { readonly rev: number; readonly device: string | null };
}

export function toldBy(event: LoggedEvent): Told {
  return JSON.parse(event.data) as Told;
}

/** A value that a person may choose. */
export interface Contested {
  readonly value: unknown;
  readonly device: string | null;
  readonly editedAt: number;
  readonly entry: string;
}

/** Setting → what is contested of it, oldest first. */
export type Contests = Map<string, readonly Contested[]>;

/** Takes one event into what is contested: the latest of each device, until the setting changes. */
export function foldContests(contests: Contests, event: LoggedEvent): void {
  const { scope, key, value, editedAt = 0, entry = '' } = toldBy(event);
  const where = `${scope} ${key}`;
  if (event.type === 'setting.changed') contests.delete(where);
  if (event.type !== 'setting.contested') return;
  const before = contests.get(where) ?? [];
  const { device } = event;
  if (before.some((one) => one.device === device && one.editedAt > editedAt)) return;
  const others = before.filter((one) => one.device !== device);
  const later = others.findIndex((one) => one.editedAt > editedAt);
  const place = later === -1 ? others.length : later;
  contests.set(where, others.toSpliced(place, 0, { value, device, editedAt, entry }).slice(-8));
}

/** The same from the rows. */
export function contestsOf(rows: readonly Readonly<Setting>[]): Contests {
  return new Map(
    rows.flatMap((row) => {
      const { contested = [] } = contestedIn(row);
      const list = contested.map(({ value, device, editedAt, entry }) => ({
        value,
        device,
        editedAt,
        entry,
      }));
      return list.length === 0 ? [] : [[`${row.scope} ${row.key}`, list]];
    }),
  );
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
