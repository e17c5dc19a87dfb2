/**
 * [I6] Order: what was acknowledged before another command was sent stands before it, and the commands that one
 * device sent one behind the other stand in that order, also across its connections.
 */
import { byMark, type History } from './history.ts';
import type { Violation } from './violation.ts';

/** A command whose effect is in the log. */
interface Placed {
  readonly device: string;
  readonly command: string;
  /** Place in its device's order; undefined: outside it. */
  readonly place: number | undefined;
  readonly firstSent: number;
  readonly acked: number | undefined;
  readonly offset: number;
}

export function checkOrder(history: History): Violation[] {
  const placed = placedOf(history);
  return [...senderFaults(placed), ...realTimeFaults(placed)];
}

function placedOf({ commands, log }: History): Placed[] {
  const marked = byMark(log);
  return commands.flatMap(({ device, command, sends, accepted }) => {
    const offset = marked.get(command)?.[0]?.offset;
    if (offset === undefined) return [];
    const firstSent = Math.min(...sends.map(({ t0 }) => t0));
    return [{ device, command, place: sends[0]?.place, firstSent, acked: accepted?.t1, offset }];
  });
}

function senderFaults(placed: readonly Placed[]): Violation[] {
  const found: Violation[] = [];
  const last = new Map<string, Placed>();
  const inOrder = placed.filter(({ place }) => place !== undefined);
  for (const next of inOrder.sort((a, b) => (a.place ?? 0) - (b.place ?? 0))) {
    const before = last.get(next.device);
    if (before !== undefined && before.offset > next.offset) found.push(reordered(before, next, 'sent'));
    else last.set(next.device, next);
  }
  return found;
}

/** Goes through time: of all that was acknowledged by then, the last offset must be before the next command's. */
function realTimeFaults(placed: readonly Placed[]): Violation[] {
  const found: Violation[] = [];
  const acked = placed.filter((it): it is Placed & { acked: number } => it.acked !== undefined);
  acked.sort((a, b) => a.acked - b.acked);
  let next = 0;
  let last: Placed | undefined;
  for (const later of placed.toSorted((a, b) => a.firstSent - b.firstSent)) {
    for (let it = acked[next]; it !== undefined && it.acked < later.firstSent; it = acked[next]) {
      if (last === undefined || it.offset > last.offset) last = it;
      next += 1;
    }
    if (last !== undefined && last.offset > later.offset) found.push(reordered(last, later, 'acknowledged'));
  }
  return found;
}

function reordered(before: Placed, after: Placed, how: 'sent' | 'acknowledged'): Violation {
  const says =
    `${before.command} of ${before.device} was ${how} before ${after.command} of ${after.device},` +
    ` and stands behind it: ${before.offset}, ${after.offset}`;
  return { rule: 'I6', wrong: 'reordered', says };
}
