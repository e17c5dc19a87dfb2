/** How many checks and tests passed and failed, and the plain line that says it. */

export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** Names the file that a test run under `scripts/check.ts` writes its tally to. */
export const tallyFileVariable = 'KITH_TALLY_FILE';

export function sum(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((total, { passed }) => total + passed, 0),
    failed: tallies.reduce((total, { failed }) => total + failed, 0),
  };
}

/** The line that every run ends with. */
export function plainLine({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}
