/** A page's script from a module of ours, bundled as an app's build would. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const rolldown = join(import.meta.dirname, '../../../node_modules/.bin/rolldown');

/** The text of the script; `source` is the path of its first module. */
export function bundle(source: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'kith-page-'));
  try {
    const file = join(dir, 'page.js');
    execFileSync(rolldown, [source, '--format', 'esm', '--file', file], { stdio: 'pipe' });
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(dir, { recursive: true });
  }
}
