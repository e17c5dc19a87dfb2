/** The SDK and the server as one, under schedules of people; `SEED=<n>` replays one, `SEED=<n> SEEDS=<count>` a range. */
import { expect, test } from 'vitest';
import { seedsFrom } from '../schedules.ts';
import { loadSubject } from '../subject.ts';
import { loadSdk, runSchedules } from './schedules.ts';

const { SEED, SEEDS } = process.env;
const from = Number(SEED ?? 1);
const count = Number(SEEDS ?? (SEED === undefined ? 3_000 : 1));
const packages = new URL('../../../packages/', import.meta.url).pathname;

test('whatever devices, tabs, disks, clocks and networks do: S1 to S5, S7 to S11, S13 to S15', async () => {
  const subject = await loadSubject(`${packages}server/src`);
  const sdk = await loadSdk(`${packages}client/src`);
  const tally = await runSchedules(subject, sdk, seedsFrom(from, count));
  if (tally.failure !== undefined)
    expect.fail(`SEED=${tally.failure.seed} replays it: ${tally.failure.says}`);
  console.info(`${tally.schedules} schedules, ${tally.edits} edits: ${JSON.stringify(tally.outcomes)}`);
  console.info(`clear last edits: ${JSON.stringify({ constant: tally.constant, stepped: tally.stepped })}`);
  expect(tally.constant.lost).toBe(0);
  if (count < 1_000) return;
  for (const outcome of ['applied', 'same', 'superseded', 'rejected', 'again'])
    expect(tally.outcomes[outcome], `schedules meet ${outcome}`).toBeGreaterThan(100);
});
