/** Entries by the day on which they came, as the clock of this device has it. Pure. */

export interface Day<T> {
  /** ms since 1970, its beginning. */
  readonly day: number;
  readonly entries: readonly T[];
}

/** In their order. */
export function byDays<T extends { readonly at: number }>(entries: readonly T[]): readonly Day<T>[] {
  const days = Map.groupBy(entries, ({ at }) => new Date(at).setHours(0, 0, 0, 0));
  return [...days].map(([day, ofDay]) => ({ day, entries: ofDay }));
}
