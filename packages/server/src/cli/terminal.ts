/** Where a command prints: results to one stream, messages to the other. */

/** The two streams of a command. */
export interface Terminal {
  /** Whether a person reads the results. */
  readonly isTerminal: boolean;
  /** Prints a line of the result. */
  say(line: string): void;
  /** Prints a line that is not part of the result: problems, progress. */
  warn(line: string): void;
}

/** The terminal of this process. */
export const processTerminal: Terminal = {
  isTerminal: process.stdout.isTTY === true,
  say: (line) => void process.stdout.write(`${line}\n`),
  warn: (line) => void process.stderr.write(`${line}\n`),
};
