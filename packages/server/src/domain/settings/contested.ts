/** Contested values: what lost against the value of a `manual` setting, kept in its row until a person chooses. */
import { utf8Bytes } from '@kith/protocol';
import type { Setting } from '../rows.ts';

/** One value that a device wanted. */
export interface Contested {
  /** JSON text; null: unset. */
  readonly value: string | null;
  readonly device: string;
  readonly editedAt: number;
  /** Its entry in the history. */
  readonly number: number;
}

/** Most of one setting. */
const most = 8;

/** About what one takes besides its value. */
const contestedBytes = 100;

type Kept = Readonly<Pick<Setting, 'contested'>>;

/** What is contested of a setting, oldest first. */
export function contestedOf(row: Kept | undefined): readonly Contested[] {
  const text = row?.contested ?? null;
  return text === null ? [] : (JSON.parse(text) as Contested[]);
}

/** Says whether a person has something to choose. */
export function isContested(row: Kept | undefined): boolean {
  return (row?.contested ?? null) !== null;
}

/**
 * [M7] The row's text once this value is among them: the latest one of each device, and the latest ones of all.
 *
 * A tie goes to arrival, as everywhere.
 */
export function contestedWith(row: Kept, one: Contested): string {
  const all = [...contestedOf(row), one].toSorted((a, b) => a.editedAt - b.editedAt);
  const latest = new Map<string, Contested>();
  for (const each of all) {
    // Put in anew, so that it stands where its time does.
    latest.delete(each.device);
    latest.set(each.device, each);
  }
  return JSON.stringify([...latest.values()].slice(-most));
}

/** [M13] What they take of a user's quota. */
export function bytesOfContested(row: Kept | undefined): number {
  return contestedOf(row).reduce((sum, { value }) => sum + contestedBytes + utf8Bytes(value ?? ''), 0);
}
