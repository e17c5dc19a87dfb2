/** The merge rule: what becomes of one edit of a setting. Pure; `docs/settings.md` states it, [M…] name its rules. */
import { canonicalJson, type Json } from '@kith/protocol';
import { combine, type MergePolicy } from '@kith/protocol/apps';
import type { Setting } from '../rows.ts';
import { isContested } from './contested.ts';

/** What the rule reads of the setting as it stands. */
export type Standing = Readonly<
  Pick<Setting, 'value' | 'rev' | 'editedAt' | 'deviceId' | 'op' | 'contested'>
>;

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
  /** `value`: what stands then, or what lost. `contested`: it lost, and a person is to choose. */
  | {
      readonly outcome: 'applied' | 'superseded' | 'contested';
      readonly editedAt: number;
      readonly value: Edit['value'];
    }
  | { readonly outcome: 'same' | 'skipped' | 'impossible' };

/** Judges one edit by `device` at time `now`, which is never before `row.editedAt`. */
export function merge(given: {
  readonly row: Standing | undefined;
  readonly edit: Edit;
  readonly policy: MergePolicy;
  readonly device: string;
  readonly now: number;
  /** When the change with this rev of this setting was edited; 0: no longer known. */
  readonly timeOf: (rev: number) => number;
}): Verdict {
  const { row, edit, policy, device, now, timeOf } = given;
  const { value } = edit;
  const rev = row?.rev ?? 0;
  // [M5] nobody can have looked at a rev that is not there yet
  if (row !== undefined && edit.base > rev) return { outcome: 'impossible' };
  // [M6] compare and set follows nothing and contests nothing
  if (edit.ifBase === true && edit.base !== rev) return { outcome: 'skipped' };
  // [M9] nothing is set that it could unset, and an older edit that comes later was seen by nobody
  if (row === undefined && value === null) return { outcome: 'same' };
  const current = edit.base === rev || follows(edit, row, device);
  const floor = current ? (row?.editedAt ?? 0) : timeOf(edit.base);
  // [M5] never before its base and never in the future, which is where a negative age would lead
  const editedAt = Math.min(now, Math.max(now - edit.ageMs, floor));
  // [M9] the base was known and is purged: whatever was edited on it is older than the log
  if (row === undefined) return { outcome: current ? 'applied' : 'superseded', editedAt, value };
  const contest = { row, value, current, editedAt };
  switch (policy) {
    case 'lww':
      return byTime(contest);
    case 'manual':
      return byPerson(contest);
    case 'max':
    case 'min':
    case 'or':
      return byValue(policy, contest);
  }
}

/** An edit upon what stands. `current`: what stands is what the person looked at. */
interface Contest {
  readonly row: Standing;
  readonly value: Edit['value'];
  readonly current: boolean;
  readonly editedAt: number;
}

/** [M5] The later edit wins, a tie goes to arrival. */
function byTime({ row, value, current, editedAt }: Contest): Verdict {
  // [M7] whoever sees a conflict and takes what stands has chosen too
  const settles = current && isContested(row);
  // [M5] an equal value made later is a choice anew, and must beat older ones that arrive after it
  if (!settles && editedAt <= row.editedAt && isEqual(value, row.value)) return { outcome: 'same' };
  return { outcome: current || editedAt >= row.editedAt ? 'applied' : 'superseded', editedAt, value };
}

/** [M7] Nobody but the person decides between two edits that did not know of each other. */
function byPerson(contest: Contest): Verdict {
  const { row, value, current, editedAt } = contest;
  if (current) return byTime(contest);
  return isEqual(value, row.value) ? { outcome: 'same' } : { outcome: 'contested', editedAt, value };
}

/** [M7] Both edits count, in any order: only what changes the value applies. A reset is an edit like others. */
function byValue(policy: MergePolicy, contest: Contest): Verdict {
  const { row, value } = contest;
  if (value === null || row.value === null) return byTime(contest);
  const both = combine(policy, JSON.parse(row.value) as Json, JSON.parse(value) as Json);
  if (isEqual(JSON.stringify(both), row.value)) return { outcome: 'same' };
  const editedAt = Math.max(contest.editedAt, row.editedAt);
  return { outcome: 'applied', editedAt, value: JSON.stringify(both) };
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
