import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { serve } from '../support/server.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/sdk.md'), 'utf8');
const run = promisify(execFile);

/** The samples, one program from top to bottom. */
const program = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code).join('\n');

test('the samples of docs/sdk.md compile, run and say what the page says', async () => {
  await using server = await serve();
  mkdirSync(join(root, '.cache'), { recursive: true });
  // Inside the repository, where the package is found by its name.
  const dir = mkdtempSync(join(root, '.cache', 'sdk-'));
  try {
    const config = {
      extends: '../../tsconfig.json',
      include: ['program.ts'],
      exclude: [],
      compilerOptions: { noUnusedLocals: false },
    };
    writeFileSync(join(dir, 'tsconfig.json'), JSON.stringify(config));
    writeFileSync(join(dir, 'program.ts'), program.replaceAll('http://127.0.0.1:3000', server.url));
    writeFileSync(join(dir, 'package.json'), '{"type": "module"}');
    await run(join(root, 'node_modules/.bin/tsc'), ['-p', dir]).catch(({ stdout }: { stdout: string }) => {
      throw new Error(stdout);
    });
    const { stdout } = await run(process.execPath, [join(dir, 'program.ts')], { timeout: 60_000 });
    expect(stdout).toContain("theme: 'light', size: 16");
    expect(stdout).toContain('24 (user), last by laptop');
    expect(stdout).toContain('phone asks from');
    expect(stdout).toContain('approved dark');
    expect(stdout).toContain('signed-out 1');
    expect(stdout).toContain('not-found never');
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
