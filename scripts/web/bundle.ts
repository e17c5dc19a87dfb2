/** Runs Vite to bundle the web client into a folder of static files. */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { BuildProblem } from './problem.ts';

/** Lines of the log that a failed build shows. */
const linesShown = 40;

/** Bundles the client in `app`; what Vite says goes to `log`. Throws `BuildProblem`. */
export async function bundleWeb({ app, log }: { app: string; log: string }): Promise<void> {
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, 'w');
  const child = spawn(process.execPath, [viteOf(app), 'build'], {
    cwd: app,
    // A group of its own: an interrupt ends Vite and its workers together, whoever it was sent to.
    detached: true,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  using signals = passOn(child.pid);
  const code = await new Promise<number | null>((ended, failed) => {
    child.once('error', failed);
    child.once('close', ended);
  });
  if (signals.came !== undefined) process.exit(128 + constants.signals[signals.came]);
  if (code === 0) return;
  const tail = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-linesShown).join('\n');
  throw new BuildProblem(
    `vite build ended with ${code ?? 'a signal'}; all of its log is in ${log}\n\n${tail}`,
  );
}

function viteOf(app: string): string {
  const { resolve } = createRequire(join(app, 'package.json'));
  try {
    return join(dirname(resolve('vite/package.json')), 'bin/vite.js');
  } catch {
    throw new BuildProblem('the package vite is not installed: run npm ci');
  }
}

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

type Ending = (typeof endings)[number];

interface PassedOn extends Disposable {
  /** The signal that came; undefined: none did. */
  readonly came: Ending | undefined;
}

/** Sends what would end this process to the group first, until it is let go of. */
function passOn(group: number | undefined): PassedOn {
  let came: Ending | undefined;
  const pass = (name: NodeJS.Signals) => {
    came = name as Ending;
    if (group !== undefined) process.kill(-group, name);
  };
  for (const name of endings) process.on(name, pass);
  return {
    get came() {
      return came;
    },
    [Symbol.dispose]() {
      for (const name of endings) process.off(name, pass);
    },
  };
}
