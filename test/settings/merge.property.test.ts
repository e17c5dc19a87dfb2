/** The merge rule under 12,000 schedules; `SEED=<n>` replays one, `SEED=<n> SEEDS=<count>` a range. */
import { expect, test } from 'vitest';
import { runSchedules, seedsFrom } from './schedules.ts';
import { loadSubject } from './subject.ts';

const { SEED, SEEDS } = process.env;
const from = Number(SEED ?? 1);
const count = Number(SEEDS ?? (SEED === undefined ? 12_000 : 1));
const source = new URL('../../packages/server/src', import.meta.url).pathname;

test('every schedule keeps the model, S1 to S5, S8, S11 to S15', { timeout: 600_000 }, async () => {
  const tally = runSchedules(await loadSubject(source), seedsFrom(from, count));
  if (tally.failure !== undefined) {
    expect.fail(`SEED=${tally.failure.seed} replays it: ${tally.failure.says}`);
  }
  console.info(`${tally.schedules} schedules: ${JSON.stringify(tally.outcomes)}`);
  console.info(`clear last edits: ${JSON.stringify({ constant: tally.constant, stepped: tally.stepped })}`);
  expect(tally.constant.lost).toBe(0);
  if (count < 10_000) return;
  for (const outcome of [
    'applied',
    'same',
    'superseded',
    'skipped',
    'rejected',
    'again',
    'done',
    'refused',
    'contested',
    'settled',
  ]) {
    expect(tally.outcomes[outcome], `schedules meet ${outcome}`).toBeGreaterThan(100);
  }
  expect(tally.constant.clear).toBeGreaterThan(5_000);
  expect(tally.stepped.lost / tally.stepped.clear, 'clocks that are set lose little').toBeLessThan(0.01);
});
