import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { newDir } from '../support/kith.ts';
import { shell, writeFiles } from '../support/web-build.ts';

const repository = join(import.meta.dirname, '../..');

/** Stands where Vite is installed. */
const bundler = `
  import { existsSync, mkdirSync, copyFileSync } from 'node:fs';
  if (existsSync('broken')) { console.error('it is broken'); process.exit(1); }
  mkdirSync('out', { recursive: true });
  copyFileSync('page.html', 'out/index.html');
`;

let root: string;

/** A checkout with the real scripts and server, and a small web client. */
beforeEach(() => {
  root = newDir();
  for (const part of ['scripts', 'packages', 'package.json'])
    cpSync(join(repository, part), join(root, part), {
      recursive: true,
      filter: (path) => !/node_modules/.test(path),
    });
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  writeFiles(join(root, 'apps/web'), {
    'package.json': '{"type": "module"}',
    'page.html': shell,
    'src/pages.json': '{"/": "home", "/register": "register"}',
    'node_modules/vite/package.json': '{"type": "module"}',
    'node_modules/vite/bin/vite.js': bundler,
  });
});

interface Started {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  readonly ready: Promise<string>;
  readonly ended: Promise<readonly [code: number | null, signal: NodeJS.Signals | null]>;
}

/** Runs the command of the script `start`, as npm does. */
function npmStart(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Started {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  const child = spawn('sh', ['-c', [scripts.start, ...args].join(' ')], {
    cwd: root,
    env: {
      PATH: `${join(repository, 'node_modules/.bin')}:${PATH}`,
      HOME,
      ...(TMPDIR === undefined ? {} : { TMPDIR }),
      KITH_PORT: '0',
      KITH_DATA_DIR: join(root, 'data'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines: string[] = [];
  let isReady: (url: string) => void;
  const ready = new Promise<string>((resolve) => (isReady = resolve));
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (line.includes('"msg":"ready"')) isReady((JSON.parse(line) as { url: string }).url);
    });
  }
  const ended = new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.once('close', (code, signal) => resolve([code, signal])),
  );
  return { child, lines, ready, ended };
}

const web = ({ lines }: Started) => lines.filter((line) => line.startsWith('web client:'));

test('a first start builds the web client and serves it, and a later one finds it built', async () => {
  const first = npmStart();
  expect(await (await fetch(`${await first.ready}/register`)).text()).toBe(shell);
  expect(web(first)[0]).toBe('web client: building it, which later starts skip');
  first.child.kill('SIGTERM');
  expect(await first.ended).toEqual([0, null]);

  const second = npmStart();
  await second.ready;
  expect(web(second)).toEqual(['web client: up to date']);
  second.child.kill('SIGINT');
  expect(await second.ended).toEqual([0, null]);
});

test('the process that was started is the server: its exit code is that of the start', async () => {
  const wrong = npmStart([], { KITH_PORT: 'eighty' });
  expect(await wrong.ended).toEqual([78, null]);
  expect(web(wrong)).toEqual([]);
});

test('a build that fails ends the start with its reason and the way around it', async () => {
  writeFiles(join(root, 'apps/web'), { broken: '' });
  const failed = npmStart();
  expect(await failed.ended).toEqual([1, null]);
  const said = failed.lines.join('\n');
  for (const part of ['it is broken', 'build.log', '--web off']) expect(said).toContain(part);
  const without = npmStart(['--web', 'off']);
  expect((await fetch(`${await without.ready}/readyz`)).status).toBe(200);
});

test.each([
  ['help', ['--help'], {}],
  ['the web client switched off', ['--port', 'none'], { KITH_WEB: 'off' }],
])('nothing is built for %s', async (_, args, env) => {
  const started = npmStart(args, env);
  await started.ended;
  expect(web(started)).toEqual([]);
  expect(existsSync(join(root, 'apps/web/dist'))).toBe(false);
});
