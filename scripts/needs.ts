/** Programs that tests need beyond npm: found, or installed where nobody is there to be asked, or named with the command. */
import { spawnSync } from 'node:child_process';
import { findChromium } from './chromium.ts';

/** Each program with its Debian packages. */
const needs = [
  { program: 'curl', debian: ['curl'] },
  // With letters of English and Russian: a page without a font has no widths to check.
  { program: 'chromium', debian: ['chromium', 'fonts-dejavu-core'] },
] as const;

/** How this run may get what is missing. */
interface Machine {
  readonly has: (program: string) => boolean;
  readonly run: (command: readonly string[]) => boolean;
  readonly isRoot: boolean;
  /** Nobody is there to be asked: no terminal, or `CI` is set. */
  readonly isAlone: boolean;
}

const thisMachine: Machine = {
  has: (program) =>
    program === 'chromium'
      ? findChromium() !== undefined
      : spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined,
  run: ([program = '', ...args]) => spawnSync(program, args, { stdio: 'inherit' }).status === 0,
  isRoot: process.getuid?.() === 0,
  isAlone: process.stdin.isTTY !== true || process.env.CI !== undefined,
};

/** Makes sure that everything is there; otherwise says what to run. */
export function meetNeeds(
  machine: Machine = thisMachine,
): { readonly ok: true } | { readonly ok: false; readonly fix: string } {
  const missing = needs.filter(({ program }) => !machine.has(program));
  if (missing.length === 0) return { ok: true };
  const packages = missing.flatMap(({ debian }) => debian);
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...packages];
  if (machine.isRoot && machine.isAlone && machine.has('apt-get')) {
    const installed = machine.run(['apt-get', 'update']) && machine.run(install);
    if (installed && missing.every(({ program }) => machine.has(program))) return { ok: true };
  }
  return { ok: false, fix: `the tests need ${packages.join(', ')}; on Debian: sudo ${install.join(' ')}` };
}
