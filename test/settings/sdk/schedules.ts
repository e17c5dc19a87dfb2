/** Schedules of the whole way, by seed: from what a person does, through the SDK and the server, to what others see. */
import { Seeded } from '../seeded.ts';
import type { Subject } from '../subject.ts';
import type { Sdk } from './machine.ts';
import { play } from './run.ts';

/** What a range of seeds came to. */
export interface Tally {
  schedules: number;
  edits: number;
  /** How often each outcome came. */
  readonly outcomes: Record<string, number>;
  /** Settings that ended with a clearly last edit, and how many lost it; under constant clock errors none may. */
  readonly constant: { clear: number; lost: number };
  readonly stepped: { clear: number; lost: number };
  failure?: { readonly seed: number; readonly says: string };
}

/** Loads the SDK from a copy of `packages/client/src`. */
export async function loadSdk(source: string): Promise<Sdk> {
  return (await import(`${source}/index.ts`)) as Sdk;
}

/** Runs the schedules of these seeds and stops at the first that fails. */
export async function runSchedules(subject: Subject, sdk: Sdk, seeds: Iterable<number>): Promise<Tally> {
  const tally: Tally = {
    schedules: 0,
    edits: 0,
    outcomes: {},
    constant: { clear: 0, lost: 0 },
    stepped: { clear: 0, lost: 0 },
  };
  for (const seed of seeds) {
    tally.schedules += 1;
    try {
      await runOne(subject, sdk, seed, tally);
    } catch (error) {
      tally.failure = { seed, says: String(error) };
      return tally;
    }
  }
  return tally;
}

/** In one of ten schedules clocks are set while edits wait. */
async function runOne(subject: Subject, sdk: Sdk, seed: number, tally: Tally): Promise<void> {
  const isStepped = seed % 10 === 9;
  const { edits, counts, clear } = await play(subject, sdk, new Seeded(seed), isStepped);
  const sum = isStepped ? tally.stepped : tally.constant;
  tally.edits += edits;
  sum.clear += clear.edits;
  sum.lost += clear.lost;
  for (const [name, times] of Object.entries(counts))
    tally.outcomes[name] = (tally.outcomes[name] ?? 0) + times;
}
