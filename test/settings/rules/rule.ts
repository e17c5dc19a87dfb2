/** A merge rule at work: what a device keeps and sends under it, and what the server makes of that. */

/** What a request does when it reaches the server; it gives what the reply does when that reaches the device. */
export type Request = (serverClock: number) => () => void;

/** One device. `now` is true time: the device may read its clock, which is `clockError` away, or measure spans. */
export interface Party {
  clockError: number;
  edit(key: string, value: number, now: number): void;
  /** What was not answered, else what waits, as it is sent now; undefined: nothing. */
  request(now: number): Request | undefined;
  /** Takes the server's changes up to this many. */
  hear(upTo: number, now: number): void;
}

/** A server and its devices. */
export interface Household {
  readonly parties: readonly Party[];
  /** How many changes the server has told so far. */
  told(): number;
  /** What stands at the server. */
  standing(): ReadonlyMap<string, unknown>;
}

export interface Rule {
  readonly name: string;
  begin(clockErrors: readonly number[]): Household;
}
