/** What is wrong with a schema, for whoever wrote it. */

/** One thing that is wrong, and what to do about it. */
export interface SchemaProblem {
  /** Where: `notes`, or `notes editor.size`. */
  readonly name: string;
  /** Goes on from the name. */
  readonly wrong: string;
  readonly fix: string;
}
