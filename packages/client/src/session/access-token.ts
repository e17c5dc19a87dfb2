/** Access tokens: how long one lives, read off it as a difference of the server's own times. */

/** [A3] Taken where a token does not tell. */
const usualLifeMs = 10 * 60_000;

/** It is renewed this long before its end, or after four fifths of its life. */
const marginMs = 60_000;

/** When it was made, by the server's clock, and how long it lives. */
export interface TokenLife {
  readonly issuedAt: number | undefined;
  readonly lifeMs: number;
}

/** Reads the claims `iat` and `exp` of a JWT (RFC 7519); its signature is the server's business. */
export function lifeOf(token: string): TokenLife {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const { iat, exp } = JSON.parse(atob(payload)) as { iat: unknown; exp: unknown };
    if (typeof iat === 'number' && typeof exp === 'number' && exp - iat >= 1)
      return { issuedAt: iat * 1000, lifeMs: (exp - iat) * 1000 };
  } catch {
    // Not a JWT that we can read: it is taken to live as long as the protocol says.
  }
  return { issuedAt: undefined, lifeMs: usualLifeMs };
}

/** How long after its making a token is renewed. */
export function renewAfterMs({ lifeMs }: TokenLife): number {
  return Math.max(lifeMs - marginMs, lifeMs * 0.8);
}
