/** Chats under schedules at random, beside a plain model; `RUNS=<n>` plays more, `SEED=<n>` and `PATH_OF=<path>` replay. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Tally } from './game.ts';
import { play } from './play.ts';
import { schedule } from './steps.ts';
import { reactionsMax } from './turns.ts';
import { memoryWorld, sqliteWorld } from './world.ts';

const { RUNS, SEED, PATH_OF } = process.env;
const replay = {
  ...(SEED === undefined ? {} : { seed: Number(SEED) }),
  ...(PATH_OF === undefined ? {} : { path: PATH_OF }),
};
const runs = Number(RUNS ?? 1_000);
const policy = { reactions: reactionsMax };

/** Ends that schedules must meet, each several times. */
const ends = [
  ...['accepted', 'forbidden', 'not-found'].flatMap((end) =>
    ['send', 'edit', 'delete', 'react'].map((what) => `messages.${what} ${end}`),
  ),
  ...['messages.edit conflict', 'messages.react conflict', 'messages.react quota-exceeded'],
  ...['accepted', 'not-found', 'validation-failed'].map((end) => `receipts.mark ${end}`),
  ...['chats.join', 'chats.leave', 'members.add', 'members.remove', 'members.setRole'].map(
    (name) => `${name} accepted`,
  ),
  ...['accepted', 'forbidden', 'not-found', 'conflict'].map((end) => `again ${end}`),
];

test('in any order, unread and mentions are the model’s, and what is deleted stands nowhere', async () => {
  const tally: Tally = {};
  const property = fc.asyncProperty(schedule, (drawn) => play(memoryWorld(policy), drawn, 'm', tally));
  await fc.assert(property, { numRuns: runs, ...replay });
  console.info(`${runs} schedules: ${JSON.stringify(tally)}`);
  if (runs < 1_000) return;
  for (const end of ends) expect(tally[end] ?? 0, `schedules meet ${end}`).toBeGreaterThan(10);
});

test('on SQLite it is the same', async () => {
  const world = await sqliteWorld(policy);
  let schedules = 0;
  const property = fc.asyncProperty(schedule, (drawn) => {
    schedules += 1;
    return play(world, drawn, `s${schedules}`, {});
  });
  // What fails here for a reason of its own is not made smaller: every try takes its syncs.
  await fc.assert(property, { numRuns: Math.ceil(runs / 25), endOnFailure: true, ...replay });
});
