/** Every mistake in the rule of settings is caught by some schedule. */
import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';
import { mutate } from './mutate.ts';
import { settingMutants } from './settings.ts';

interface Report {
  readonly schedules: number;
  readonly failure?: { readonly seed: number; readonly says: string };
}

const program = new URL('../settings/run.ts', import.meta.url).pathname;
const count = 12_000;

/** Runs the schedules in a process of their own, as a mutant may never end. */
function run(source: string, ...more: (string | number)[]): Promise<Report> {
  const args = [program, source, ...more.map(String)];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { timeout: 60_000 }, (error, stdout, stderr) => {
      if (error !== null) reject(new Error(`${source}: ${stderr}`, { cause: error }));
      else resolve(JSON.parse(stdout) as Report);
    });
  });
}

/** Two at a time. */
async function inTurn<T>(all: readonly T[], task: (one: T, index: number) => Promise<void>): Promise<void> {
  const queue = all.entries();
  const worker = async () => {
    for (const [index, one] of queue) await task(one, index);
  };
  await Promise.all([worker(), worker()]);
}

test('the source without a mistake fails no schedule', async () => {
  const source = mutate('settings-none', []);
  expect(await run(source, 500)).toEqual({ schedules: 500 });
  expect(await run(source, 500, 'alone')).toEqual({ schedules: 500 });
});

test('every mistake is caught by the model, and by its invariant alone', { timeout: 300_000 }, async () => {
  const rows: string[] = [];
  const alive: string[] = [];
  const verdict = async (source: string, wanted: string, ...more: string[]) => {
    const { schedules, failure } = await run(source, count, ...more);
    const caught = failure !== undefined && (more.length === 0 || failure.says.includes(wanted));
    if (!caught) alive.push(`${source} ${wanted} ${failure?.says ?? ''}`);
    return caught ? `${wanted} after ${schedules}` : 'ALIVE';
  };
  await inTurn(settingMutants, async ({ name, rule, invariant, patches }, index) => {
    const source = mutate(name, patches);
    const model = await verdict(source, 'killed');
    const alone = invariant === undefined ? '' : await verdict(source, invariant, 'alone');
    rows[index] = [name.padEnd(36), model.padEnd(18), alone.padEnd(16), rule].join(' ');
  });
  console.info(rows.join('\n'));
  expect(alive).toEqual([]);
});
