import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { mutate } from '../mutants/mutate.ts';
import { killRun } from './kill-run.ts';
import { killMutants } from './mutants.ts';

/** A mistake shows only where a kill meets it; one that so many runs miss is missed. */
const runsMax = 6;

test.each(killMutants)('$name is found by $tells: $rule', async ({ name, patches, tells }) => {
  const source = mutate(name, patches);
  const seeds: number[] = [];
  const told = async () => {
    const seed = randomInt(2 ** 32);
    seeds.push(seed);
    const { violations } = await killRun({ seed, kills: 3, users: 6, upMs: 700, source, keeps: false });
    return violations.some(({ rule }) => rule === tells);
  };
  let found = false;
  while (!found && seeds.length < runsMax) found = await told();
  expect(found, `seeds ${seeds.join(', ')}`).toBe(true);
});
