/** Every mistake between a person and the log is found by some schedule of the whole way. */
import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';
import { inTurn } from './in-turn.ts';
import { mutate } from './mutate.ts';
import { sdkMutants } from './sdk.ts';

interface Report {
  readonly schedules: number;
  readonly failure?: { readonly seed: number; readonly says: string };
}

/** Schedules after which a mistake counts as not found. */
const most = 2_000;

const program = new URL('../settings/sdk/run-many.ts', import.meta.url).pathname;

/** Runs the schedules in a process of their own, as a mutant may never end. */
function run(server: string, client: string, count: number): Promise<Report> {
  return new Promise((resolve, reject) => {
    const args = [program, String(count), '1', server, client];
    execFile(process.execPath, args, { timeout: 300_000 }, (error, stdout, stderr) => {
      const [line = ''] = stdout.trim().split('\n').slice(-1);
      if (line.startsWith('{')) resolve(JSON.parse(line) as Report);
      else reject(new Error(`${server} ${client}: ${stderr}`, { cause: error }));
    });
  });
}

test('the sources without a mistake fail no schedule', async () => {
  const report = await run(mutate('sdk-none', []), mutate('sdk-none-client', [], 'client'), 50);
  expect(report).toMatchObject({ schedules: 50 });
  expect(report.failure).toBeUndefined();
});

test('every mistake is found', async () => {
  const sources = new URL('../../packages/', import.meta.url).pathname;
  const rows: string[] = [];
  const alive: string[] = [];
  await inTurn(sdkMutants, async ({ name, rule, of, patches }, index) => {
    const mutant = mutate(name, patches, of);
    const [server, client] =
      of === 'server' ? [mutant, `${sources}client/src`] : [`${sources}server/src`, mutant];
    const { schedules, failure } = await run(server, client, most);
    if (failure === undefined) alive.push(`${name}: ${rule}`);
    const fate =
      failure === undefined
        ? 'ALIVE'
        : `killed after ${schedules} by ${failure.says.split(':', 2)[1]?.trim()}`;
    rows[index] = `${name.padEnd(28)} ${fate.padEnd(70)} ${rule}`;
  });
  console.info(rows.join('\n'));
  expect(alive).toEqual([]);
});
