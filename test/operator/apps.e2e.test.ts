import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newDir, runKith, startKith } from '../support/kith.ts';

const head = "import { defineApp, defineConfig, setting, z } from '@kith/schema';\n";

/** A new directory with files in it. */
function dirWith(files: Readonly<Record<string, string>>): string {
  const dir = newDir();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}

test('kith.config.ts of the working directory is taken, TypeScript in several files, with nothing installed there', async () => {
  const cwd = dirWith({
    'kith.config.ts': `${head}import { size } from './size.ts';
      const name: string = 'notes';
      export default defineConfig({ apps: [defineApp(name, { size })] });`,
    'size.ts':
      "import { setting } from '@kith/schema';\nimport { z } from 'zod';\nexport const size = setting(z.int(), { default: 1 });",
    'package.json': '{"type": "module"}',
  });
  await using server = await startKith({ cwd, env: { KITH_LOG_LEVEL: 'info' } });
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  const { code, err } = await server.stop();
  expect({ code, err }).toEqual({ code: 0, err: '' });
});

test('everything that is wrong with the apps is told at once, with its fix and exit code 78', async () => {
  const cwd = dirWith({
    'kith.config.ts': `${head}
      const bad = setting(z.int(), { default: 'x' as never });
      export default defineConfig({
        apps: [defineApp('Notes', { bad }), defineApp('tasks', { z: z.string() as never, bad })],
        managed: { other: {} } as never,
      });`,
  });
  const ended = await runKith(['start', '--data-dir', join(cwd, 'data')], { cwd });
  expect(ended).toMatchObject({ code: 78, out: '' });
  expect(ended.err).toContain('5 problems');
  for (const name of ['Notes', 'Notes bad', 'tasks z', 'tasks bad', 'managed other']) {
    expect(ended.err).toMatch(new RegExp(`^kith.config.ts: ${name}\\n  problem: .+\\n  fix: .+`, 'm'));
  }
});

test.each([
  ['a file that is not there', undefined, /^KITH_CONFIG=.*missing\.ts\n {2}problem: is no file/m],
  ['a file that throws', 'throw new Error("on purpose");', /problem: cannot be run: on purpose/],
  ['a file that is no TypeScript', 'export default {{', /problem: cannot be run: /],
  ['a package that nobody has', "import 'nobody-has-this';", /problem: cannot be run: .*nobody-has-this/],
  ['no export', 'export const apps = [];', /export default\n {2}problem: exports no configuration/],
])('%s stops the start with 78', async (_, text, says) => {
  const cwd = dirWith(text === undefined ? {} : { 'other.ts': text });
  const config = text === undefined ? 'missing.ts' : 'other.ts';
  const ended = await runKith(['start', '--data-dir', join(cwd, 'data'), '--config', config], { cwd });
  expect(ended).toMatchObject({ code: 78, err: expect.stringMatching(says) });
});

test('the doctor looks at the apps too', async () => {
  const cwd = dirWith({
    'kith.config.ts': `${head}export default defineConfig({ apps: [defineApp('A', {})] });`,
  });
  mkdirSync(join(cwd, 'data'));
  const ended = await runKith(['doctor', '--json', '--data-dir', join(cwd, 'data'), '--port', '0'], { cwd });
  const { findings } = JSON.parse(ended.out) as {
    findings: { check: string; verdict: string; found: string }[];
  };
  expect(findings.find(({ check }) => check === 'apps')).toMatchObject({
    verdict: 'bad',
    found: expect.stringContaining('kith.config.ts: A is no name of an app'),
  });
});

test('kith types writes what the apps say, checks what is written, and leaves what is right alone', async () => {
  const config = join(import.meta.dirname, '../../examples/kith.config.ts');
  const cwd = newDir();
  const types = (...args: string[]) => runKith(['types', '--config', config, ...args], { cwd });
  const { code, out } = await types();
  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('export const notes: App<Notes, ') });
  expect(await types('--out', 'notes.ts', '--check')).toMatchObject({ code: 1 });
  expect(await types('notes', '--out', 'notes.ts')).toMatchObject({ code: 0, out: '' });
  expect(readFileSync(join(cwd, 'notes.ts'), 'utf8')).toBe(out);
  const { mtimeMs } = statSync(join(cwd, 'notes.ts'));
  expect(await types('--out', 'notes.ts')).toMatchObject({ code: 0 });
  expect(await types('--out', 'notes.ts', '--check')).toMatchObject({ code: 0, err: '' });
  expect(statSync(join(cwd, 'notes.ts')).mtimeMs).toBe(mtimeMs);
  expect(await types('nots')).toMatchObject({ code: 64, err: expect.stringContaining('there are notes') });
  expect(await runKith(['types'], { cwd })).toMatchObject({
    code: 78,
    err: expect.stringContaining('KITH_CONFIG'),
  });
});
