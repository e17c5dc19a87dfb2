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
export function takeDue(
  state: State,
  kind: Deadline['kind'],
  before: number,
  limit = batch,
): readonly Deadline[] {
  const due = state.list('deadlines', 'byKind', [kind], { limit }).filter(({ at }) => at < before);
  for (const { at, id } of due) state.remove('deadlines', kind, at, id);
  return due;
}

/**
 * Does what is due of a kind, one row after the other, until as much is done as one command may do.
 *
 * `work` does at most about `room` of it and says how much it did; a row that has more of it is due again.
 */
export function workOff(
  state: State,
  kind: Deadline['kind'],
  work: (id: string, room: number) => number,
): { due: number } {
  let room = batch;
  while (room > 0) {
    const [deadline] = takeDue(state, kind, state.now + 1, 1);
    if (deadline === undefined) break;
    const done = work(deadline.id, room);
    if (done >= room) putDeadline(state, { ...deadline, at: state.now });
    room -= Math.max(1, done);
  }
  return { due: batch - Math.max(0, room) };
}
