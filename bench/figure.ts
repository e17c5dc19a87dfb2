/** A figure: something measured of Kith and of a peer in the same run, and the table that says it. */

/** One table of results; cells are text as it is shown. */
export interface Table {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a figure tells while it runs. */
export type Say = (line: string) => void;

/** A figure with its full plan. */
export interface Figure {
  readonly name: string;
  /** Runs it; throws where a count does not come out right, as then no time is worth anything. */
  run(say: Say): Promise<readonly Table[]>;
}
