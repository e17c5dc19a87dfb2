/** Runs every check and the unit tests; with `--everything` all tests. Ends with one plain line, and above it what passed only when tried again. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { meetNeeds } from './needs.ts';
import { lastLines, sum, type Tally, tallyFileVariable } from './tally.ts';

const root = join(import.meta.dirname, '..');
const everything = process.argv.includes('--everything');

interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

/** Each is one check that passes or fails as a whole; its output is shown when it fails. */
const checks: readonly Check[] = [
  { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'types of browser tests', command: ['tsc', '-p', 'test/browser'] },
  { name: 'types of what has a document', command: ['tsc', '-p', 'tsconfig.dom.json'] },
  { name: 'types of the client without Node', command: ['tsc', '-p', 'packages/client'] },
  { name: 'types of the web client', command: ['tsc', '-p', 'apps/web'] },
  { name: 'rooms and shape', command: ['node', 'scripts/check-rooms.ts'] },
  { name: 'unused code', command: ['knip'] },
  { name: 'lock file', command: ['node', 'scripts/check-lock.ts'] },
  { name: 'generated docs', command: ['node', 'scripts/generate-docs.ts', '--check'] },
];

const oneFailed: Tally = { passed: 0, failed: 1, again: [] };

const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);

interface Ran {
  readonly code: number | null;
  readonly output: string;
}

function run(
  [program, ...args]: Check['command'],
  { shown, env = {} }: { shown: boolean; env?: Record<string, string> },
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env, PATH: path },
      stdio: ['ignore', shown ? 'inherit' : 'pipe', shown ? 'inherit' : 'pipe'],
    });
    const output: Buffer[] = [];
    child.stdout?.on('data', (piece: Buffer) => output.push(piece));
    child.stderr?.on('data', (piece: Buffer) => output.push(piece));
    child.on('error', (error) => resolve({ code: null, output: String(error) }));
    child.on('close', (code) => resolve({ code, output: Buffer.concat(output).toString() }));
  });
}

async function runCheck({ name, command }: Check): Promise<Tally> {
  const started = performance.now();
  const { code, output } = await run(command, { shown: false });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const passed = code === 0;
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (!passed) console.log(output.trimEnd());
  return passed ? { passed: 1, failed: 0, again: [] } : oneFailed;
}

/** A run that wrote no tally did not get to its end. */
async function runTests(): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'kith-check-'));
  const file = join(folder, 'tally.json');
  try {
    const projects = everything ? [] : ['--project', 'unit'];
    const { code } = await run(['vitest', 'run', ...projects], {
      shown: true,
      env: { [tallyFileVariable]: file },
    });
    const tally = JSON.parse(readFileSync(file, 'utf8')) as Tally;
    return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
  } catch {
    return oneFailed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const met = everything ? meetNeeds() : { ok: true as const };
if (!met.ok) {
  console.log(met.fix);
  console.log(lastLines(oneFailed));
  process.exit(1);
}

const tallies: Tally[] = [];
for (const check of checks) tallies.push(await runCheck(check));
tallies.push(await runTests());

const total = sum(tallies);
console.log(lastLines(total));
if (total.failed > 0) process.exitCode = 1;
