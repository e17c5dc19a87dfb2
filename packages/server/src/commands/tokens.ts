/** Access tokens: EdDSA JWTs of ten minutes (RFC 9068, RFC 8037), their keys and the published key set. */

import { type Refusal, refuse } from '@kith/protocol';
import {
  CompactEncrypt,
  compactDecrypt,
  createLocalJWKSet,
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  jwtVerify,
  SignJWT,
} from 'jose';
import { assert, known } from '../base/assert.ts';
import type { Cancel, Clock } from '../base/clock.ts';
import type { SigningKey } from '../domain/rows.ts';
import type { Store } from '../store/port.ts';

/** How long an access token lives. */
export const accessTokenMs = 10 * 60_000;

const algorithm = 'EdDSA';
const type = 'at+jwt';
const audience = 'kith';
const tokenCharsMax = 4096;
/** A key signs for this long; it verifies for as long as tokens of it can live. */
const keyMs = 30 * 24 * 60 * 60_000;
const lookMs = 60 * 60_000;
const verifiedMax = 10_000;

/** What an access token says. */
export interface Claims {
  readonly device: string;
  readonly gen: number;
  readonly expiresAt: number;
}

interface Keys {
  readonly signing: { readonly kid: string; readonly key: CryptoKey };
  readonly published: JSONWebKeySet;
  readonly find: ReturnType<typeof createLocalJWKSet>;
}

/** Signs and checks access tokens. */
export class Tokens {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #seal: Uint8Array;
  readonly #issuer: string;
  /** Tokens that were good: checking a signature is the dearest part of a plain HTTP call. */
  readonly #verified = new Map<string, Claims>();
  #keys: Keys | undefined;
  #stop: Cancel = () => {};

  private constructor(options: TokenOptions) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#seal = options.seal;
    this.#issuer = options.issuer;
  }

  /** Loads the signing keys, makes one where there is none, and looks after them. */
  static async open(options: TokenOptions): Promise<Tokens> {
    const tokens = new Tokens(options);
    await tokens.rotate(keyMs);
    tokens.#stop = options.clock.every(lookMs, () => void tokens.rotate(keyMs).catch(options.onError));
    return tokens;
  }

  /** The public keys (RFC 7517). */
  get keySet(): JSONWebKeySet {
    return this.#loaded.published;
  }

  /** Makes a new signing key where the newest is older than `olderMs`; tokens of earlier keys stay good. */
  async rotate(olderMs: number): Promise<void> {
    let rows = await this.#store.read('signingKeys', {});
    const newest = rows.filter((row) => row.retiredAt === null).sort((a, b) => b.createdAt - a.createdAt)[0];
    if (newest === undefined || newest.createdAt + olderMs <= this.#clock.now()) {
      await this.#addKey();
      for (const row of rows) {
        if (row.retiredAt === null) await this.#run('keys.retire', { kid: row.kid });
      }
      rows = await this.#store.read('signingKeys', {});
    }
    this.#keys = await this.#load(rows);
    this.#verified.clear();
  }

  /** Signs a token for a device. */
  async sign({
    device,
    gen,
  }: {
    device: string;
    gen: number;
  }): Promise<{ token: string; expiresAt: number }> {
    const { signing } = this.#loaded;
    const issuedAt = Math.floor(this.#clock.now() / 1000);
    const expiresAt = issuedAt + accessTokenMs / 1000;
    const token = await new SignJWT({ did: device, gen })
      .setProtectedHeader({ alg: algorithm, typ: type, kid: signing.kid })
      .setSubject(device)
      .setIssuer(this.#issuer)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(signing.key);
    return { token, expiresAt: expiresAt * 1000 };
  }

  /** Reads a token: its claims, or `unauthenticated` or `token-expired`. */
  async verify(token: string): Promise<Claims | Refusal> {
    const known = this.#verified.get(token);
    if (known !== undefined) {
      if (known.expiresAt > this.#clock.now()) return known;
      this.#verified.delete(token);
      return refuse('token-expired');
    }
    if (token.length > tokenCharsMax) return refuse('unauthenticated');
    try {
      const { payload } = await jwtVerify(token, this.#loaded.find, {
        algorithms: [algorithm],
        typ: type,
        issuer: this.#issuer,
        audience,
        requiredClaims: ['exp', 'iat', 'sub'],
        currentDate: new Date(this.#clock.now()),
      });
      const { did, gen, exp } = payload;
      if (typeof did !== 'string' || typeof gen !== 'number' || exp === undefined)
        return refuse('unauthenticated');
      return this.#remember(token, { device: did, gen, expiresAt: exp * 1000 });
    } catch (error) {
      if (error instanceof errors.JWTExpired) return refuse('token-expired');
      if (error instanceof errors.JOSEError || error instanceof TypeError) return refuse('unauthenticated');
      throw error;
    }
  }

  /** Stops looking after the keys. */
  close(): void {
    this.#stop();
  }

  get #loaded(): Keys {
    return known(this.#keys, 'keys are loaded at open');
  }

  #remember(token: string, claims: Claims): Claims {
    if (this.#verified.size >= verifiedMax) this.#verified.clear();
    this.#verified.set(token, claims);
    return claims;
  }

  async #addKey(): Promise<void> {
    const { privateKey } = await generateKeyPair(algorithm, { crv: 'Ed25519', extractable: true });
    const jwk = JSON.stringify(await exportJWK(privateKey));
    const sealed = await new CompactEncrypt(Buffer.from(jwk))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .encrypt(this.#seal);
    const kid = Buffer.from(crypto.getRandomValues(new Uint8Array(12))).toString('base64url');
    await this.#run('keys.add', { kid, jwk: sealed });
  }

  async #run(name: 'keys.add' | 'keys.retire', params: object): Promise<void> {
    const outcome = await this.#store.execute({ name, params, actor: { kind: 'system' } });
    assert(outcome.ok, `${name} is never refused`);
  }

  async #load(rows: readonly SigningKey[]): Promise<Keys> {
    const keys = await Promise.all(rows.map(async (row) => ({ row, jwk: await this.#open(row) })));
    const newest = known(
      keys.filter(({ row }) => row.retiredAt === null).sort((a, b) => b.row.createdAt - a.row.createdAt)[0],
      'a signing key',
    );
    const key = await importJWK(newest.jwk, algorithm);
    assert(!(key instanceof Uint8Array), 'an EdDSA key is no shared secret');
    const published = {
      keys: keys.map(({ row: { kid }, jwk: { kty, crv, x } }) => {
        assert(kty === 'OKP' && crv !== undefined && x !== undefined, 'an Ed25519 key');
        return { kty, crv, x, kid, alg: algorithm, use: 'sig' };
      }),
    };
    return { signing: { kid: newest.row.kid, key }, published, find: createLocalJWKSet(published) };
  }

  async #open(row: SigningKey): Promise<JWK> {
    const { plaintext } = await compactDecrypt(row.jwk, this.#seal);
    return JSON.parse(Buffer.from(plaintext).toString()) as JWK;
  }
}

/** What tokens are made with. */
export interface TokenOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** 32 bytes that private keys are sealed with in the database. */
  readonly seal: Uint8Array;
  readonly issuer: string;
  readonly onError: (error: unknown) => void;
}
