/** The pause before trying again: growing, and random over its whole length, so that clients do not come back as one. */

/** The first pause is at most this long, each further one at most twice the one before. */
export const baseMs = 500;

/** No pause of our own is longer. */
export const capMs = 20_000;

/** Full jitter: anything from nothing to the bound of the attempt (1, 2, 3 …). `random` is in [0, 1). */
export function backoffMs(attempt: number, random: number): number {
  const bound = Math.min(capMs, baseMs * 2 ** Math.min(attempt - 1, 16));
  return Math.round(bound * random);
}
