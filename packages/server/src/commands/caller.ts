/** The caller: who stands behind a call, on any door. */

/** Where a call comes from. */
export interface Remote {
  /** IP address, of the client and not of a trusted proxy. */
  readonly ip: string;
  /** Coarse network, shown to people and compared for `sameNetwork`. */
  readonly network: string;
}

/** Who calls. */
export interface Caller {
  readonly remote: Remote;
  /** Named in errors and logs. */
  readonly requestId: string;
  /** The device of a valid access token. Its user is read from its row. */
  readonly device?: { readonly id: string; readonly gen: number };
  /** The connection that the call came on; absent: it was a request of its own. */
  readonly connection?: string;
}
