/** What one check of the doctor found. */

/** One row of its table. `doubtful` is worth knowing; only `bad` stops a server. */
export interface Finding {
  readonly check: string;
  readonly verdict: 'good' | 'doubtful' | 'bad';
  readonly found: string;
  readonly fix?: string;
}
