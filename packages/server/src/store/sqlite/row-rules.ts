/** A rule on rows, as a query for those that break it. */

export interface RowRule {
  /** What is wrong with what is found. */
  readonly says: string;
  /** Selects what is wrong, as `what`. */
  readonly wrong: string;
}
