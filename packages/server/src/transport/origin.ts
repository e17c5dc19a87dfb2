/** The origin rule: which pages may talk to this server (RFC 6454; exact match, nothing derived from the request). */

/** Says whether a request with this `Origin` may go on. A request without one is no browser. */
export type OriginRule = (origin: string | undefined) => boolean;

/** Allows exactly these origins. */
export function allowOrigins(origins: readonly string[]): OriginRule {
  const allowed = new Set(origins);
  return (origin) => origin === undefined || allowed.has(origin);
}
