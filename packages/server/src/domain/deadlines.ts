/** Deadlines: rows that are due, a bounded batch at a time. */
import type { Deadline } from './rows.ts';
import type { State } from './state.ts';

/** Most rows that one command looks at, so that no sweep holds up the others; whoever meets as many asks again. */
export const batch = 100;

/** Notes that a row must be looked at again at this time. */
export function putDeadline(state: State, deadline: Deadline): void {
  state.put('deadlines', deadline);
}

/** Takes the earliest deadlines of a kind that lie before this time, and forgets them. */
export function takeDue(state: State, kind: Deadline['kind'], before: number): readonly Deadline[] {
  const due = state.list('deadlines', 'byKind', [kind], { limit: batch }).filter(({ at }) => at < before);
  for (const { at, id } of due) state.remove('deadlines', kind, at, id);
  return due;
}
