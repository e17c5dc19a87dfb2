/** All checkers over one record, and how often each thing went wrong. */
import { checkAccess } from './access.ts';
import { checkAgree } from './agree.ts';
import { checkDense } from './dense.ts';
import { checkDurable } from './durable.ts';
import { layOut } from './history.ts';
import { checkLive } from './live.ts';
import { checkOnce } from './once.ts';
import { checkOrder } from './order.ts';
import { checkPhantom } from './phantom.ts';
import { checkPrefix } from './prefix.ts';
import type { Entry } from './record.ts';
import type { Checker, Violation, Wrong } from './violation.ts';

const checkers: readonly Checker[] = [
  checkDurable,
  checkOnce,
  checkDense,
  checkPrefix,
  checkAgree,
  checkOrder,
  checkPhantom,
  checkLive,
  checkAccess,
];

/** Everything that is wrong with a record. */
export function check(entries: Iterable<Entry>): Violation[] {
  const history = layOut(entries);
  return checkers.flatMap((checker) => checker(history));
}

/** How many violations there are of each kind. */
export function tally(violations: readonly Violation[]): Record<Wrong, number> {
  const counts = { lost: 0, doubled: 0, gap: 0, reordered: 0, phantom: 0, differs: 0, late: 0, leaked: 0 };
  for (const { wrong } of violations) counts[wrong] += 1;
  return counts;
}
