import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tallyFileVariable } from './tally.ts';

const root = join(import.meta.dirname, '..');

/** The last lines of a run of these tests, each of which may be tried twice. */
function linesOf(source: string, count: number): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'kith-reporter-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'planted.test.ts'), source);
  const reporter = join(root, 'scripts/plain-line-reporter.ts');
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const options = [`--root=${folder}`, '--globals', '--retry=1', `--reporter=${reporter}`];
  const env = { ...process.env, [tallyFileVariable]: undefined };
  const { stdout } = spawnSync(process.execPath, [vitest, 'run', ...options], { env, encoding: 'utf8' });
  return stdout.trimEnd().split('\n').slice(-count);
}

test('what fails first and then passes is passed, and told with its first error', () => {
  const source = `
    let tries = 0;
    test('steady', () => undefined);
    describe('a group', () => {
      test('shaky', () => {
        tries += 1;
        if (tries === 1) throw new Error('moved by a line\\nfrom 313 to 333');
      });
    });
    test('broken', () => { throw new Error('always'); });
  `;
  expect(linesOf(source, 5)).toEqual([
    '1 passed only when tried again:',
    '  planted.test.ts > a group > shaky',
    '    moved by a line',
    '    from 313 to 333',
    '2 passed, 1 failed',
  ]);
});
