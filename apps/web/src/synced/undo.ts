/** What this device can take back: its own edits, newest last; a drag or a run of typing is one. */
import type { Json } from './json.ts';

export type Scope = 'user' | 'device';

/** One setting before and after an edit; undefined: it was unset. */
export interface Change {
  readonly key: string;
  readonly scope: Scope;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** What one undo takes back. Edits of the same run are one step. */
export interface Step {
  readonly run: object;
  readonly changes: readonly Change[];
}

/** The steps, oldest first; immutable. */
export type Stack = readonly Step[];

const stepsMax = 100;

/** The person edited. Within a run, what was before the first edit stays. */
export function recorded(stack: Stack, { run, changes }: Step): Stack {
  const last = stack.at(-1);
  if (last?.run !== run) return [...stack, { run, changes }].filter(hasEffect).slice(-stepsMax);
  const merged = changes.reduce(merge, last.changes);
  return [...stack.slice(0, -1), { run, changes: merged }];
}

function merge(changes: readonly Change[], change: Change): readonly Change[] {
  const before = changes.find((it) => isSamePlace(it, change));
  if (before === undefined) return [...changes, change];
  return changes.map((it) => (it === before ? { ...it, after: change.after } : it));
}

/** The history of a setting was erased: what was there before cannot come back through here. */
export function forgotten(stack: Stack, place: Pick<Change, 'key' | 'scope'>): Stack {
  return stack
    .map((step) => ({ ...step, changes: step.changes.filter((it) => !isSamePlace(it, place)) }))
    .filter(({ changes }) => changes.length > 0);
}

/** Stands for a value that an override covers: it cannot be read, and equals none. */
export const hidden = Symbol('hidden');

/** The changes of a step that somebody else has written over since, or may have. */
export function overwritten(
  step: Step,
  current: (change: Change) => Json | typeof hidden | undefined,
): readonly Change[] {
  return step.changes.filter((change) => current(change) !== change.after);
}

function isSamePlace(a: Pick<Change, 'key' | 'scope'>, b: Pick<Change, 'key' | 'scope'>): boolean {
  return a.key === b.key && a.scope === b.scope;
}

function hasEffect({ changes }: Step): boolean {
  return changes.length > 0;
}
