/** Reads the `.env` file of the working directory. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { Problem } from './problem.ts';

/** The variables of `.env`; none where there is no such file. */
export function readEnvFile(
  cwd: string,
): { ok: true; values: Readonly<Record<string, string>> } | { ok: false; problem: Problem } {
  const path = join(cwd, '.env');
  try {
    return { ok: true, values: parseEnv(readFileSync(path, 'utf8')) as Record<string, string> };
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    if (code === 'ENOENT') return { ok: true, values: {} };
    return {
      ok: false,
      problem: {
        name: '.env',
        value: path,
        wrong: `cannot be read (${code})`,
        fix: 'let the server read the file, or start in another directory',
      },
    };
  }
}
