/** `npm start`: builds the web client where it is wanted and stale, then becomes the server. */
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
enableCompileCache(join(root, 'node_modules/.cache/kith'));

const { readLine } = await import('../packages/server/src/cli/arguments.ts');
const { commands } = await import('../packages/server/src/cli/commands.ts');
const { loadConfig } = await import('../packages/server/src/server/config/load.ts');
const { buildWeb } = await import('./web/build.ts');
const { BuildProblem } = await import('./web/problem.ts');

/** Says whether the server that this command line starts would serve the client of this checkout. */
function wantsWeb(args: readonly string[]): boolean {
  const line = readLine(['start', ...args], commands);
  if (!line.ok || line.help || line.name !== 'start') return false;
  const loaded = loadConfig({ env: process.env, flags: line.configFlags, cwd: process.cwd(), force: true });
  return loaded.ok && loaded.config.web === 'on' && existsSync(join(root, 'apps/web/package.json'));
}

const args = process.argv.slice(2);
try {
  if (wantsWeb(args)) await buildWeb({ root, say: (line) => console.error(line) });
} catch (error) {
  if (!(error instanceof BuildProblem)) throw error;
  console.error(`web client: not built: ${error.message}\n\nTo start without it: npm start -- --web off`);
  process.exit(1);
}

// The same process goes on, so that signals, the terminal and the exit code are the server's own.
const server = join(root, 'packages/server/src/cli/main.ts');
process.execve?.(process.execPath, [process.execPath, server, 'start', ...args], process.env);
