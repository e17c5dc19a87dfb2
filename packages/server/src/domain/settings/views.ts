/** What readers see of settings and of their histories. */
import type { Result } from '@kith/protocol';
import type { Setting } from '../rows.ts';
import { told } from './change.ts';
import { contestedOf } from './contested.ts';
import { entryName } from './entry.ts';

type Entry = Result<'settings.get'>['entries'][number];

/** A setting as reads and snapshots show it. */
export function viewOfSetting(row: Readonly<Setting>): Entry {
  const { key, scope, value, rev, at, editedAt, deviceId: device } = row;
  const shown =
    value === null ? ({ value: null, unset: true } as const) : { value: JSON.parse(value) as unknown };
  return { key, scope, ...shown, rev, at, editedAt, device, ...contestedIn(row) };
}

/** What is contested of a setting, where anything is. */
export function contestedIn(row: Readonly<Setting>): Pick<Entry, 'contested'> {
  if (row.contested === null) return {};
  const { app, scope, key } = row;
  return {
    contested: contestedOf(row).map(({ value, device, editedAt, number }) => {
      return { ...told(value), device, editedAt, entry: entryName({ app, scope, key, number }) };
    }),
  };
}
