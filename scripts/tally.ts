/** How many checks and tests passed and failed, and the last lines of a run, which say it. */

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** Those of the passed that failed at first. */
  readonly again: readonly Again[];
}

/** A test that passed only when it was tried again. */
export interface Again {
  /** Its file and its names. */
  readonly test: string;
  /** Why it failed at first. */
  readonly error: string;
}

/** Names the file that a test run under `scripts/check.ts` writes its tally to. */
export const tallyFileVariable = 'KITH_TALLY_FILE';

export function sum(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((total, { passed }) => total + passed, 0),
    failed: tallies.reduce((total, { failed }) => total + failed, 0),
    again: tallies.flatMap(({ again }) => again),
  };
}

/** The lines that every run ends with: what did not pass at once, why, and the plain line. */
export function lastLines({ passed, failed, again }: Tally): string {
  const plain = `${passed} passed, ${failed} failed`;
  if (again.length === 0) return plain;
  const told = again.map(({ test, error }) => `  ${test}\n    ${error.trim().replaceAll('\n', '\n    ')}`);
  return [`${again.length} passed only when tried again:`, ...told, plain].join('\n');
}
