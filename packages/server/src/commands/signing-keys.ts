/** The keys that access tokens are signed with: made, sealed in the database, rotated and published. */
import {
  CompactEncrypt,
  compactDecrypt,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
} from 'jose';
import { assert, known } from '../base/assert.ts';
import type { Cancel, Clock } from '../base/clock.ts';
import type { Random } from '../base/random.ts';
import type { SigningKey } from '../domain/rows.ts';
import type { Store } from '../store/port.ts';

/** Ed25519 (RFC 8037); the only algorithm that is ever accepted. */
export const algorithm = 'EdDSA';

/** A key signs for this long; it is published for as long as tokens of it can live. */
const keyMs = 30 * 24 * 60 * 60_000;

/** How often the age of the keys is looked at, and what was retired is forgotten. */
const lookMs = 60 * 60_000;

/** What signing keys are kept with. */
export interface SigningKeyMeans {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  /** 32 bytes that private keys are sealed with in the database. */
  readonly seal: Uint8Array;
  readonly onError: (error: unknown) => void;
}

interface Loaded {
  readonly signing: { readonly kid: string; readonly key: CryptoKey };
  readonly published: JSONWebKeySet;
  readonly find: ReturnType<typeof createLocalJWKSet>;
}

/** The keys in force. */
export class SigningKeys {
  readonly #means: SigningKeyMeans;
  #loaded: Loaded | undefined;
  #stop: Cancel = () => {};

  private constructor(means: SigningKeyMeans) {
    this.#means = means;
  }

  /** Loads the keys, makes one where there is none, and looks after them from then on. */
  static async open(means: SigningKeyMeans): Promise<SigningKeys> {
    const keys = new SigningKeys(means);
    await keys.rotate(keyMs);
    keys.#stop = means.clock.every(lookMs, () => void keys.rotate(keyMs).catch(means.onError));
    return keys;
  }

  /** The key that signs now. */
  get signing(): Loaded['signing'] {
    return known(this.#loaded, 'keys are loaded at open').signing;
  }

  /** The public keys that tokens may be signed with (RFC 7517). */
  get published(): JSONWebKeySet {
    return known(this.#loaded, 'keys are loaded at open').published;
  }

  /** Finds the public key of a token by its `kid`, among the published ones only. */
  get find(): Loaded['find'] {
    return known(this.#loaded, 'keys are loaded at open').find;
  }

  /** Makes a new key where the newest is older than `olderMs`; tokens of earlier ones stay good. */
  async rotate(olderMs: number): Promise<void> {
    const { store, clock } = this.#means;
    const rows = await store.read('signingKeys', {});
    const newest = newestOf(rows);
    if (newest === undefined || newest.createdAt + olderMs <= clock.now()) {
      await this.#add();
      for (const { kid, retiredAt } of rows) if (retiredAt === null) await this.#run('keys.retire', { kid });
    }
    this.#loaded = await this.#load(await store.read('signingKeys', {}));
  }

  /** Stops looking after the keys. */
  close(): void {
    this.#stop();
  }

  async #add(): Promise<void> {
    const { random, seal } = this.#means;
    const { privateKey } = await generateKeyPair(algorithm, { crv: 'Ed25519', extractable: true });
    const plain = Buffer.from(JSON.stringify(await exportJWK(privateKey)));
    const jwk = await new CompactEncrypt(plain)
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .encrypt(seal);
    await this.#run('keys.add', { kid: Buffer.from(random.bytes(12)).toString('base64url'), jwk });
  }

  async #run(name: 'keys.add' | 'keys.retire', params: object): Promise<void> {
    const outcome = await this.#means.store.execute({ name, params, actor: { kind: 'system' } });
    assert(outcome.ok, `${name} is never refused`);
  }

  async #load(rows: readonly SigningKey[]): Promise<Loaded> {
    const opened = await Promise.all(rows.map(async ({ kid, jwk }) => ({ kid, jwk: await this.#open(jwk) })));
    const { kid } = known(newestOf(rows), 'a signing key');
    const jwk = known(opened.find((key) => key.kid === kid)?.jwk, 'the newest key');
    const key = await importJWK(jwk, algorithm);
    assert(!(key instanceof Uint8Array), 'an EdDSA key is no shared secret');
    const published = { keys: opened.map(publicPart) };
    return { signing: { kid, key }, published, find: createLocalJWKSet(published) };
  }

  async #open(sealed: string): Promise<JWK> {
    const { plaintext } = await compactDecrypt(sealed, this.#means.seal);
    return JSON.parse(Buffer.from(plaintext).toString()) as JWK;
  }
}

function newestOf(rows: readonly SigningKey[]): SigningKey | undefined {
  return rows.filter((row) => row.retiredAt === null).sort((a, b) => b.createdAt - a.createdAt)[0];
}

function publicPart({ kid, jwk: { kty, crv, x } }: { kid: string; jwk: JWK }): JWK {
  assert(kty === 'OKP' && crv !== undefined && x !== undefined, 'an Ed25519 key');
  return { kty, crv, x, kid, alg: algorithm, use: 'sig' };
}
