/** A program under measurement that runs to its end by itself: parameters go in, numbers come out. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** Parameters of a program. */
type Params = Readonly<Record<string, string | number>>;

/** Runs a program in a process and a directory of its own; what it prints is its result. */
export async function runProgram<T>(path: string, params: Params): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'kith-bench-'));
  try {
    const child = spawn(process.execPath, [path, JSON.stringify({ ...params, dir })], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return JSON.parse(await text(child.stdout)) as T;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** In the program: its parameters. */
export function paramsOf<T extends Params>(): T & { readonly dir: string } {
  return JSON.parse(process.argv[2] ?? '{}') as T & { dir: string };
}
