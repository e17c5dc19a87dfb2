/** Access tokens: JWTs of ten minutes that say which device calls, and in which of its generations (RFC 9068). */
import { type Refusal, refuse } from '@kith/protocol';
import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../base/clock.ts';
import { algorithm, type SigningKeys } from './signing-keys.ts';

/** How long an access token lives. */
const accessTokenMs = 10 * 60_000;

const type = 'at+jwt';
const audience = 'kith';
const tokenCharsMax = 4096;

/** Three parts of base64url, the last one 64 bytes in their only right spelling (RFC 4648 §3.5): no token has two. */
const shape = /^[\w-]+\.[\w-]+\.[\w-]{85}[AQgw]$/;

const verifiedMax = 10_000;

/** What an access token says. */
export interface Claims {
  readonly device: string;
  readonly gen: number;
  readonly expiresAt: number;
}

/** Signs and checks access tokens. */
export class Tokens {
  readonly #keys: Pick<SigningKeys, 'signing' | 'find'>;
  readonly #clock: Clock;
  readonly #issuer: string;
  /** Tokens that were good: checking a signature is the dearest part of a plain HTTP call. */
  readonly #verified = new Map<string, Claims>();

  constructor(means: { keys: Pick<SigningKeys, 'signing' | 'find'>; clock: Clock; issuer: string }) {
    this.#keys = means.keys;
    this.#clock = means.clock;
    this.#issuer = means.issuer;
  }

  /** Signs a token for a device. */
  async sign(given: { device: string; gen: number }): Promise<{ token: string; expiresAt: number }> {
    const { kid, key } = this.#keys.signing;
    const issuedAt = Math.floor(this.#clock.now() / 1000);
    const expiresAt = issuedAt + accessTokenMs / 1000;
    const token = await new SignJWT({ did: given.device, gen: given.gen })
      .setProtectedHeader({ alg: algorithm, typ: type, kid })
      .setSubject(given.device)
      .setIssuer(this.#issuer)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(key);
    return { token, expiresAt: expiresAt * 1000 };
  }

  /** Reads a token: its claims, or `unauthenticated` or `token-expired`. */
  async verify(token: string): Promise<Claims | Refusal> {
    const claims = this.#verified.get(token) ?? (await this.#check(token));
    if (!('expiresAt' in claims) || claims.expiresAt > this.#clock.now()) return claims;
    this.#verified.delete(token);
    return refuse('token-expired');
  }

  async #check(token: string): Promise<Claims | Refusal> {
    if (token.length > tokenCharsMax || !shape.test(token)) return refuse('unauthenticated');
    try {
      const { payload } = await jwtVerify(token, this.#keys.find, {
        algorithms: [algorithm],
        typ: type,
        issuer: this.#issuer,
        audience,
        requiredClaims: ['exp', 'iat', 'sub'],
        currentDate: new Date(this.#clock.now()),
      });
      return this.#remember(token, payload);
    } catch (error) {
      if (error instanceof errors.JWTExpired) return refuse('token-expired');
      if (error instanceof errors.JOSEError || error instanceof TypeError) return refuse('unauthenticated');
      throw error;
    }
  }

  #remember(token: string, { did, gen, exp }: JWTPayload): Claims | Refusal {
    if (typeof did !== 'string' || typeof gen !== 'number' || exp === undefined)
      return refuse('unauthenticated');
    const claims = { device: did, gen, expiresAt: exp * 1000 };
    if (this.#verified.size >= verifiedMax) this.#verified.clear();
    this.#verified.set(token, claims);
    return claims;
  }
}
