import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, expect, test, vi } from 'vitest';
import { newDir } from '../../test/support/kith.ts';
import { shell, writeFiles } from '../../test/support/web-build.ts';
import { buildWeb } from './build.ts';
import { BuildProblem } from './problem.ts';

/** Stands where Vite is installed: copies the page, and counts how often it was called. */
const bundler = `
  import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
  appendFileSync('.cache/calls', process.pid + '\\n');
  const page = readFileSync('src/page.html', 'utf8');
  if (page === 'fail') { console.error('page.html: broken'); process.exit(3); }
  if (page === 'wait') await new Promise((go) => setTimeout(go, 60_000));
  mkdirSync('out', { recursive: true });
  writeFileSync('out/index.html', page);
`;

let root: string;
let said: string[];

beforeEach(() => {
  root = newDir();
  said = [];
  writeFiles(root, {
    'package-lock.json': '{}',
    'apps/web/package.json': '{"type": "module"}',
    'apps/web/src/page.html': shell,
    'apps/web/src/pages.json': '{"/": "home", "/register": "register"}',
    'apps/web/node_modules/vite/package.json': '{"type": "module"}',
    'apps/web/node_modules/vite/bin/vite.js': bundler,
  });
});

const build = () => buildWeb({ root, say: (line) => void said.push(line) });
const bundlers = () =>
  readFileSync(join(root, 'apps/web/.cache/calls'), 'utf8').trimEnd().split('\n').map(Number);
const calls = () => bundlers().length;
const manifestPath = () => join(root, 'apps/web/dist/web.json');

test('what is built once is not built again', async () => {
  await build();
  expect(said[0]).toBe('web client: building it, which later starts skip');
  expect(said.at(-1)).toMatch(/^web client: built in \d+ s, 1 files, /);
  rmSync(join(root, 'apps/web/out'), { recursive: true });
  said = [];
  await build();
  expect(said).toEqual(['web client: up to date']);
  expect(Object.keys((JSON.parse(readFileSync(manifestPath(), 'utf8')) as { files: object }).files)).toEqual([
    '/',
    '/register',
  ]);
});

test.each([
  'apps/web/src/pages.json',
  'apps/web/vite.config.ts',
  'packages/client/src/deep/er/file.ts',
  'packages/protocol/src/file.ts',
  'package-lock.json',
])('a change of %s builds it anew', async (path) => {
  await build();
  writeFiles(root, { [path]: '{"/changed": "x"}' });
  await build();
  expect(calls()).toBe(2);
});

test.each([
  'apps/web/src/page.test.ts',
  'apps/web/node_modules/x/index.js',
  'packages/server/src/file.ts',
  'README.md',
])('a change of %s does not', async (path) => {
  await build();
  writeFiles(root, { [path]: 'changed' });
  await build();
  expect(calls()).toBe(1);
});

test('what somebody took away is built anew', async () => {
  await build();
  const { files } = JSON.parse(readFileSync(manifestPath(), 'utf8')) as { files: { '/': { file: string } } };
  rmSync(join(root, 'apps/web/dist', files['/'].file));
  await build();
  expect(calls()).toBe(2);
});

test('two at once build it once, and both find it built', async () => {
  await Promise.all([build(), build()]);
  expect(calls()).toBe(1);
  expect(said).toContain('web client: another start builds it; waiting');
  expect(said).toContain('web client: up to date');
  expect(existsSync(manifestPath())).toBe(true);
});

test('a build that fails says why and where its log is, and the next one is tried', async () => {
  writeFiles(root, { 'apps/web/src/page.html': 'fail' });
  const failed = await build().catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(BuildProblem);
  const log = join(root, 'apps/web/.cache/build.log');
  expect(String(failed)).toContain(log);
  expect(String(failed)).toContain('page.html: broken');
  expect(readFileSync(log, 'utf8')).toBe('page.html: broken\n');
  expect(existsSync(manifestPath())).toBe(false);
  writeFiles(root, { 'apps/web/src/page.html': shell });
  await build();
  expect(existsSync(manifestPath())).toBe(true);
});

test('where the bundler is not installed, it says what to run', async () => {
  rmSync(join(root, 'apps/web/node_modules'), { recursive: true });
  await expect(build()).rejects.toThrow('npm ci');
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends the bundler and the build, and the next one is not kept out',
  async (signal) => {
    writeFiles(root, { 'apps/web/src/page.html': 'wait' });
    const module = pathToFileURL(join(import.meta.dirname, 'build.ts')).href;
    const program = `
      const { buildWeb } = await import(${JSON.stringify(module)});
      await buildWeb({ root: ${JSON.stringify(root)}, say: (line) => console.log(line) });
    `;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 2],
    });
    const ended = once(child, 'exit');
    await vi.waitUntil(() => existsSync(join(root, 'apps/web/.cache/calls')), { timeout: 30_000 });
    child.kill(signal);
    expect(await ended).toEqual([signal === 'SIGINT' ? 130 : 143, null]);
    expect(() => process.kill(bundlers()[0] ?? 0, 0)).toThrow('ESRCH');
    writeFiles(root, { 'apps/web/src/page.html': shell });
    await build();
    expect(said).not.toContain('web client: another start builds it; waiting');
  },
);
