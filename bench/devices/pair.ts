/** Two devices of one person, with the client library of whatever is measured, and what a load needs of them. */

/** Settings by key. */
export type Values = Readonly<Record<string, unknown>>;

export interface DevicePair extends AsyncDisposable {
  /** Sets on the first device, as an app does. */
  set(key: string, value: string): void;
  /** Sets many at once, as an app that begins. */
  setAll(values: Readonly<Record<string, string>>): void;
  /** Calls after each change that the second device shows. */
  onShown(listener: () => void): void;
  /** What the second device shows under a key. */
  shown(key: string): unknown;
  /** What either device holds. */
  values(): readonly [first: Values, second: Values];
  /** Bytes that went over both devices' sockets so far, in both directions. */
  wireBytes(): number;
}
