/** The merge rule: what becomes of one edit of a setting. Pure; `docs/settings.md` states it, [M…] name its rules. */
import { canonicalJson, type Json } from '@kith/protocol';
import type { Setting } from '../rows.ts';

/** What the rule reads of the setting as it stands. */
export type Standing = Readonly<Pick<Setting, 'value' | 'rev' | 'editedAt' | 'deviceId' | 'op'>>;

/** One edit, as its device tells it. */
export interface Edit {
  /** JSON text; null: unset. */
  readonly value: string | null;
  /** The rev that the person was looking at; 0: unset. */
  readonly base: number;
  /** How long ago the person made it, as a difference on the device's own clock. */
  readonly ageMs: number;
  /** The op of the same device that it follows. */
  readonly after?: string | undefined;
  /** Compare and set: apply only on `base`. */
  readonly ifBase?: boolean | undefined;
}

/** What becomes of it; `editedAt` is its time on the server's line. */
export type Verdict =
  | { readonly outcome: 'applied' | 'superseded'; readonly editedAt: number }
  | { readonly outcome: 'same' | 'skipped' | 'impossible' };

/** Judges one edit by `device` at time `now`, which is never before `row.editedAt`. */
export function merge(given: {
  readonly row: Standing | undefined;
  readonly edit: Edit;
  readonly device: string;
  readonly now: number;
  /** When the change with this rev of this setting was edited; 0: no longer known. */
  readonly timeOf: (rev: number) => number;
}): Verdict {
  const { row, edit, device, now, timeOf } = given;
  const rev = row?.rev ?? 0;
  // [M5] nobody can have looked at a rev that is not there yet
  if (row !== undefined && edit.base > rev) return { outcome: 'impossible' };
  // [M6] compare and set follows nothing and contests nothing
  if (edit.ifBase === true && edit.base !== rev) return { outcome: 'skipped' };
  // [M9] nothing is set that it could unset, and an older edit that comes later was seen by nobody
  if (row === undefined && edit.value === null) return { outcome: 'same' };
  const current = edit.base === rev || follows(edit, row, device);
  const floor = current ? (row?.editedAt ?? 0) : timeOf(edit.base);
  // [M5] never before its base and never in the future, which is where a negative age would lead
  const editedAt = Math.min(now, Math.max(now - edit.ageMs, floor));
  // [M5] an equal value made later is a choice anew, and must beat older ones that arrive after it
  if (row !== undefined && editedAt <= row.editedAt && isEqual(edit.value, row.value)) {
    return { outcome: 'same' };
  }
  if (current) return { outcome: 'applied', editedAt };
  // [M9] the base was known and is purged: whatever was edited on it is older than the log
  if (row === undefined) return { outcome: 'superseded', editedAt };
  // [M5] the later edit wins, a tie goes to arrival
  return { outcome: editedAt >= row.editedAt ? 'applied' : 'superseded', editedAt };
}

/** [M5] A device's earlier edit never beats its later one: the named op must be what stands. */
function follows(edit: Edit, row: Standing | undefined, device: string): boolean {
  return edit.after !== undefined && row !== undefined && row.deviceId === device && row.op === edit.after;
}

function isEqual(a: string | null, b: string | null): boolean {
  return a === b || (a !== null && b !== null && canonical(a) === canonical(b));
}

function canonical(text: string): string {
  return canonicalJson(JSON.parse(text) as Json);
}
