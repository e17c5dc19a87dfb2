/** When the time that is left is read out: at a minute and at ten seconds, never each second. */

const moments = [60, 10] as const;

/** What to read out as the count goes from `before` to `now`; null: nothing. A count may jump, in a tab that slept. */
export function announced(before: number, now: number): (typeof moments)[number] | null {
  return moments.findLast((moment) => before > moment && now <= moment && now > 0) ?? null;
}
