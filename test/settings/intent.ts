/** What people meant: the true times of edits, which neither server nor device knows. */
import { isDeepStrictEqual } from 'node:util';
import type { Answer, Op, Rule } from './model.ts';
import type { Reading } from './reading.ts';
import { check } from './violation.ts';

/** Two edits so far apart are clearly one after the other, whatever the network took. */
const clearMs = 5_000;

interface Edit {
  readonly device: string;
  readonly trulyAt: number;
  readonly value: unknown;
}

export class Intent {
  /** How many settings ended with a clear last edit, and how many of those lost it. */
  readonly clear = { edits: 0, lost: 0 };
  readonly #strict: boolean;
  readonly #standing = new Map<string, Edit>();
  readonly #edits = new Map<string, Edit[]>();

  readonly #policyOf: (key: string) => Rule['policy'];

  /** `strict`: clock errors are constant, so that no clear intent may be lost. */
  constructor(strict: boolean, policyOf: (key: string) => Rule['policy']) {
    this.#strict = strict;
    this.#policyOf = policyOf;
  }

  /** An edit was judged against a setting that stood at `rev`. */
  judged(op: Pick<Op, 'key' | 'base' | 'ifBase'>, edit: Edit, rev: number, answer: Answer): void {
    const { outcome } = answer;
    if (outcome === 'skipped' || outcome === 'rejected') return;
    // Whoever unsets what never stood chose nothing.
    if (rev === 0 && edit.value === undefined && outcome === 'same') return;
    const standing = this.#standing.get(op.key);
    const byTime = this.#policyOf(op.key) === 'lww';
    if (byTime && this.#strict && op.ifBase !== true) this.#check(op, edit, standing, rev, outcome);
    if (outcome !== 'superseded' && outcome !== 'same') this.#standing.set(op.key, edit);
    this.#edits.set(op.key, [...(this.#edits.get(op.key) ?? []), edit]);
  }

  #check(op: Pick<Op, 'base'>, edit: Edit, standing: Edit | undefined, rev: number, outcome: string): void {
    const seen = () => ({ op, edit, standing, rev, outcome });
    if (op.base === rev) check(outcome !== 'superseded', 'S4 an uncontested edit always applies', seen);
    if (standing === undefined) return;
    if (standing.device === edit.device && standing.trulyAt < edit.trulyAt) {
      check(outcome !== 'superseded', 'S4 an earlier edit of a device never beats its later one', seen);
    }
    const later = edit.trulyAt - standing.trulyAt;
    if (later > clearMs) check(outcome !== 'superseded', 'S4 the later edit wins', seen);
    const rule =
      standing.value === undefined ? 'S8 nothing rises again after unset' : 'S4 the earlier edit loses';
    if (later < -clearMs) check(outcome !== 'applied', rule, seen);
  }

  /** At the end stands whoever was clearly last, or what all edits come to. */
  finish(reading: Reading): void {
    for (const [key, edits] of this.#edits) {
      const all = allOf(this.#policyOf(key), edits);
      const { value } = reading.get(`user ${key}`) ?? {};
      check(all === undefined || all === value, 'M7 every edit counts', () => ({ key, edits, value }));
      if (this.#policyOf(key) !== 'lww') continue;
      const last = edits.reduce((a, b) => (b.trulyAt >= a.trulyAt ? b : a));
      const others = edits.filter(({ device }) => device !== last.device);
      if (others.some(({ trulyAt }) => trulyAt > last.trulyAt - clearMs)) continue;
      this.clear.edits += 1;
      const stands = isDeepStrictEqual(reading.get(`user ${key}`)?.value, last.value);
      if (!stands) this.clear.lost += 1;
      check(stands || !this.#strict, 'S4 the clearly last edit stands', () => ({ key, edits }));
    }
  }
}

/** What edits that all count come to; undefined: not all do. */
function allOf(policy: Rule['policy'], edits: readonly Edit[]): unknown {
  const values = edits.map(({ value }) => value);
  if (policy === 'or') return values.includes(true);
  if (policy === 'max') return Math.max(...values.map(Number));
  return policy === 'min' ? Math.min(...values.map(Number)) : undefined;
}
