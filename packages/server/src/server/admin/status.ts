/** What a running server tells its operator about itself. */

/** How the server is. */
export interface Status {
  readonly version: string;
  readonly url: string;
  readonly uptimeMs: number;
  /** Offset of the last event. */
  readonly head: number;
  readonly connections: number;
  readonly devicesOnline: number;
  /** Where its metrics are, if they are on. */
  readonly metricsUrl?: string;
}
