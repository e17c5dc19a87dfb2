/** The server's line of time, learned from its answers: this machine's clock may be hours wrong. */

/** Estimates what the server's clock says. */
export class ServerLine {
  readonly #now: () => number;
  #aheadMs = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The server's time, in ms since 1970; this machine's until something was learned. */
  now(): number {
    return this.#now() + this.#aheadMs;
  }

  /** An answer to what was asked at `askedAt` said what time it is; it was so somewhere between then and now. */
  learn(serverMs: number, askedAt: number): void {
    this.#aheadMs = serverMs - (askedAt + this.#now()) / 2;
  }
}
