/** Every mistake in the rule of settings is caught by some schedule. */
import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';
import { inTurn } from './in-turn.ts';
import { mutate } from './mutate.ts';
import { settingMutants } from './settings.ts';

interface Report {
  readonly schedules: number;
  readonly failure?: { readonly seed: number; readonly says: string };
}

const program = new URL('../settings/run.ts', import.meta.url).pathname;

/** Runs the schedules in a process of their own, as a mutant may never end. */
function run(source: string, count: number, judges: readonly string[]): Promise<Report[]> {
  const args = [program, source, String(count), ...judges];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { timeout: 240_000 }, (error, stdout, stderr) => {
      if (error !== null) reject(new Error(`${source}: ${stderr}`, { cause: error }));
      else
        resolve(
          stdout
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as Report),
        );
    });
  });
}

test('the source without a mistake fails no schedule', async () => {
  const reports = await run(mutate('settings-none', []), 500, ['model', 'alone']);
  expect(reports).toEqual([{ schedules: 500 }, { schedules: 500 }]);
});

test('every mistake is caught by the model, and by its invariant alone', { timeout: 1_200_000 }, async () => {
  const rows: string[] = [];
  const alive: string[] = [];
  await inTurn(settingMutants, async ({ name, rule, invariant, patches }, index) => {
    const judges = invariant === undefined ? ['model'] : ['model', 'alone'];
    const reports = await run(mutate(name, patches), 12_000, judges);
    const cells = reports.map(({ schedules, failure }, judge) => {
      const by = judge === 0 ? 'killed' : `${invariant}`;
      const isIt = judge === 0 || by.split(' or ').some((name) => failure?.says.includes(name));
      if (failure !== undefined && isIt) return `${by} after ${schedules}`;
      alive.push(`${name}: ${rule}; ${by}: ${failure?.says ?? 'not seen'}`);
      return 'ALIVE';
    });
    rows[index] = [name.padEnd(36), cells[0]?.padEnd(18), cells[1]?.padEnd(16) ?? ' '.repeat(16), rule].join(
      ' ',
    );
  });
  console.info(rows.join('\n'));
  expect(alive).toEqual([]);
});
