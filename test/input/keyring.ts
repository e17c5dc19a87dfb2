/** A thief of signing keys: opens a server's own, to forge tokens that are wrong in one thing only. */
import { createPrivateKey, sign, type webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { compactDecrypt, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import { dataDirAt, deriveKey } from '../../packages/server/src/server/data-dir.ts';

/** A private key as the server signs with it. */
export interface StolenKey {
  readonly kid: string;
  readonly jwk: JWK;
}

/** Takes the newest signing key out of a data directory. */
export async function stealKey(dataDir: string): Promise<StolenKey> {
  const { database, secret } = dataDirAt(dataDir);
  using db = new DatabaseSync(database, { readOnly: true });
  const row = db.prepare('SELECT kid, jwk FROM signing_keys ORDER BY created_at DESC').get();
  const sealed = String(row?.jwk);
  const { plaintext } = await compactDecrypt(sealed, deriveKey(readFileSync(secret, 'utf8').trim(), 'seal'));
  return { kid: String(row?.kid), jwk: JSON.parse(Buffer.from(plaintext).toString()) as JWK };
}

/** Signs claims with a header of any kind, as nothing that knows better would. */
export async function forge(jwk: JWK, header: object, claims: object): Promise<string> {
  const { alg = 'EdDSA' } = header as { alg?: string };
  const whole = unsigned({ ...header, alg }, claims).slice(0, -1);
  if (alg === 'EdDSA') {
    const key = createPrivateKey({ key: jwk as webcrypto.JsonWebKey, format: 'jwk' });
    return `${whole}.${sign(null, Buffer.from(whole), key).toString('base64url')}`;
  }
  return await new SignJWT(claims as JWTPayload)
    .setProtectedHeader({ ...header, alg })
    .sign(await importJWK(jwk, alg));
}

/** A token of three parts that nobody signed. */
export function unsigned(header: object, claims: object, signature = ''): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(claims)}.${signature}`;
}
