/** The runtimes that the SDK is made for, and how each runs the program. */
import { execFile } from 'node:child_process';
import { globSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { patienceMs } from '../support/patience.ts';

/** Longer than any wait in the program, on a machine that does other things as well. */
const runMsMax = 4 * patienceMs;

const here = import.meta.dirname;
const command = join(here, 'command.ts');

/** A runtime with a command line; what it may reach is the loopback, and it installs and reports nothing by itself. */
export interface Runtime {
  readonly name: string;
  readonly line: () => readonly [program: string, ...args: string[]];
}

export const runtimes: readonly Runtime[] = [
  { name: 'Node', line: () => [process.execPath, command] },
  { name: 'Bun', line: () => [installed('@oven/*/bin/bun'), '--no-install', command] },
  {
    name: 'Deno',
    line: () => [
      installed('@deno/*/deno'),
      'run',
      '--no-remote',
      '--no-prompt',
      '--allow-net=127.0.0.1',
      command,
    ],
  },
];

/** Runs the program and gives the lines that it wrote; throws, with all that it wrote, where it failed. */
export async function run({ line }: Runtime, url: string): Promise<readonly string[]> {
  const [file, ...args] = line();
  const dir = mkdtempSync(join(tmpdir(), 'kith-runtime-'));
  const env = {
    PATH: process.env.PATH,
    HOME: dir,
    DENO_DIR: dir,
    DENO_NO_UPDATE_CHECK: '1',
    BUN_ENABLE_CRASH_REPORTING: '0',
    DO_NOT_TRACK: '1',
  };
  const ran = promisify(execFile)(file, [...args, url], { cwd: here, env, timeout: runMsMax });
  const { stdout } = await ran.catch((error: Error & { stdout?: string }) => {
    throw new Error(`${error.message}\n${error.stdout}`, { cause: error });
  });
  return stdout.trimEnd().split('\n');
}

/** The program in the package for this machine: npm installs no other. */
function installed(pattern: string): string {
  const [path] = globSync(join(here, 'node_modules', pattern));
  if (path === undefined) throw new Error(`there is no ${pattern} for ${process.platform} ${process.arch}`);
  return path;
}
