/** Prints why a command did not work: wrong configuration, a refused database, a refused operation. */
import { errorTable, type Refusal } from '@kith/protocol';
import { ConfigProblem, ConfigProblems, type Problem } from '../server/config/problem.ts';
import { DatabaseRefused } from '../store/sqlite/refused.ts';
import type { Exit } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** How a command that did not work is told. */
interface Told {
  readonly terminal: Terminal;
  readonly json: boolean;
}

/** Tells all problems of a configuration. */
export function tellProblems({ terminal, json }: Told, problems: readonly Problem[]): Exit {
  if (json) terminal.say(JSON.stringify({ ok: false, problems }));
  else {
    terminal.warn(
      `kith: ${problems.length === 1 ? 'one problem' : `${problems.length} problems`} to put right first\n`,
    );
    for (const { name, value, wrong, fix } of problems) {
      terminal.warn(`${name}${value === '' ? '' : `=${value}`}\n  problem: ${wrong}\n  fix: ${fix}\n`);
    }
  }
  return exitFor(problems);
}

/** The exit of problems, which are named as they were written: a flag by its dashes. */
export function exitFor(problems: readonly Problem[]): Exit {
  return problems.every(({ name }) => name.startsWith('--')) ? 'usage' : 'config';
}

/** Tells a refusal by an operation. */
export function tellRefusal({ terminal, json }: Told, refusal: Refusal): Exit {
  if (json) terminal.say(JSON.stringify(refusal));
  else terminal.warn(`kith: ${refusal.hint ?? errorTable[refusal.code].text}`);
  return 'failed';
}

/** Tells an error that the operator can do something about; undefined: it is none. */
export function tellError(told: Told, error: unknown): Exit | undefined {
  const { terminal, json } = told;
  if (error instanceof ConfigProblems) return tellProblems(told, error.problems);
  const fixable = error instanceof ConfigProblem || error instanceof DatabaseRefused;
  if (!fixable) return undefined;
  const fix = error instanceof ConfigProblem ? error.fix : error.hint;
  if (json) terminal.say(JSON.stringify({ ok: false, code: error.code, message: error.message, fix }));
  else terminal.warn(`kith: ${error.message}\n  fix: ${fix}`);
  return 'config';
}
