/** What is wrong with a configuration, and the error that carries it out of the boot. */

/** One wrong or unknown option, fit to be shown: secrets are hidden, control characters escaped. */
export interface Problem {
  /** As the operator wrote it: `KITH_PORT`, `KITH_PORT in .env`, `--port`, or a place in a file. */
  readonly name: string;
  readonly value: string;
  readonly wrong: string;
  readonly fix: string;
}

/** Stops the boot: something that only the operator can put right. */
export class ConfigProblem extends Error {
  override readonly name = 'ConfigProblem';
  readonly code: string;
  readonly fix: string;
  constructor({
    code,
    message,
    fix,
    cause,
  }: { code: string; message: string; fix: string; cause?: unknown }) {
    super(message, { cause });
    this.code = code;
    this.fix = fix;
  }
}

/** Stops the boot: everything that is wrong with a file of the configuration. */
export class ConfigProblems extends Error {
  override readonly name = 'ConfigProblems';
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map(({ name, wrong }) => `${name} ${wrong}`).join('; '));
    this.problems = problems;
  }
}

const shownCharsMax = 48;

/** A value as a message may show it. */
export function shown(value: string, hidden: boolean): string {
  if (hidden) return '(hidden)';
  const printable = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll('\\\\', '\\');
  return printable.length > shownCharsMax ? `${printable.slice(0, shownCharsMax)}…` : printable;
}
