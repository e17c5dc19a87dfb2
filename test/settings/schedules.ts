/** Schedules by seed: half without sense, the others of people, one in ten of all with clocks that are set. */
import { runClients } from './clients.ts';
import { Seeded } from './seeded.ts';
import type { Subject } from './subject.ts';
import { runWild } from './wild.ts';

/** What a range of seeds came to. */
export interface Tally {
  schedules: number;
  /** How often each outcome came. */
  readonly outcomes: Record<string, number>;
  /** Settings that ended with a clearly last edit, and how many lost it; under constant clock errors none may. */
  readonly constant: { clear: number; lost: number };
  readonly stepped: { clear: number; lost: number };
  failure?: { readonly seed: number; readonly says: string };
}

/** Errors that tell a mistake of the code under test; others are mistakes of a test or a mutant that cannot run. */
const findings = ['Violation', 'Bug'];

/** Runs the schedules of these seeds and stops at the first that fails. */
export function runSchedules(subject: Subject, seeds: Iterable<number>): Tally {
  const tally: Tally = {
    schedules: 0,
    outcomes: {},
    constant: { clear: 0, lost: 0 },
    stepped: { clear: 0, lost: 0 },
  };
  for (const seed of seeds) {
    tally.schedules += 1;
    try {
      runOne(subject, seed, tally);
    } catch (error) {
      if (!(error instanceof Error) || !findings.includes(error.name)) throw error;
      tally.failure = { seed, says: String(error) };
      return tally;
    }
  }
  return tally;
}

/** `count` seeds from `from` on. */
export function* seedsFrom(from: number, count: number): Generator<number> {
  for (let seed = from; seed < from + count; seed += 1) yield seed;
}

function runOne(subject: Subject, seed: number, tally: Tally): void {
  const random = new Seeded(seed);
  if (seed % 2 === 0) {
    count(tally, runWild(subject, random).counts);
    return;
  }
  const stepped = seed % 10 === 9;
  const { world, intent } = runClients(subject, random, stepped);
  const clear = stepped ? tally.stepped : tally.constant;
  clear.clear += intent.clear.edits;
  clear.lost += intent.clear.lost;
  count(tally, world.counts);
}

function count(tally: Tally, counts: Readonly<Record<string, number>>): void {
  for (const [name, times] of Object.entries(counts)) {
    tally.outcomes[name] = (tally.outcomes[name] ?? 0) + times;
  }
}
