/** Tokens that are no good: what is wrong with each, and how a forger makes it out of a real one. */
import { createPublicKey, type webcrypto } from 'node:crypto';
import { EncryptJWT, exportJWK, generateKeyPair, type JWK, type JWTPayload } from 'jose';
import { forge, unsigned } from './keyring.ts';

/** A real token, by its parts, and what a forger knows besides. */
export interface Given {
  readonly token: string;
  readonly header: object;
  readonly claims: object;
  readonly signature: string;
  /** The signature of another real token. */
  readonly otherSignature: string;
  /** Another device. */
  readonly otherDevice: string;
  /** The public key that the server publishes. */
  readonly published: JWK;
}

export interface Forgery {
  readonly name: string;
  make(given: Given): Promise<string> | string;
}

/** With the server's own key: only the claims or the header are wrong. */
export const wrongClaims: readonly [name: string, header: object, claims: object][] = [
  ['another type', { typ: 'JWT' }, {}],
  ['no type', { typ: undefined }, {}],
  ['the type of an id token', { typ: 'id+jwt' }, {}],
  ['a type that is no text', { typ: 1 }, {}],
  ['another audience', {}, { aud: 'other' }],
  ['no audience', {}, { aud: undefined }],
  ['an empty audience', {}, { aud: [] }],
  ['another issuer', {}, { iss: 'https://evil.example' }],
  ['no issuer', {}, { iss: undefined }],
  ['an issuer that begins alike', {}, { iss: 'http://127.0.0.1:1' }],
  ['no subject', {}, { sub: undefined }],
  ['no expiry', {}, { exp: undefined }],
  ['an expiry that is a text', {}, { exp: '9999999999' }],
  ['no time of issue', {}, { iat: undefined }],
  ['a beginning far ahead', {}, { nbf: 9_999_999_999 }],
  ['no device', {}, { did: undefined }],
  ['a device that is a list', {}, { did: [1] }],
  ['a device that is not there', {}, { did: `dev_${'x'.repeat(22)}` }],
  ['a device that is SQL', {}, { did: "' OR 1=1 --" }],
  ['a device that is a prototype', {}, { did: '__proto__' }],
  ['no generation', {}, { gen: undefined }],
  ['a generation that is a text', {}, { gen: '0' }],
  ['a generation to come', {}, { gen: 99 }],
  ['a generation before all', {}, { gen: -1 }],
  ['another key named', { kid: 'nonsense' }, {}],
  ['a key named by a path', { kid: '../../../../../../dev/null' }, {}],
  ['a key named by a URL', { kid: 'https://evil.example/key' }, {}],
  ['a key named by SQL', { kid: "' UNION SELECT 'x" }, {}],
  ['a key that is no text', { kid: 1 }, {}],
  ['a critical extension', { crit: ['exp'], exp: 1 }, {}],
  ['a critical extension of its own', { crit: ['x-evil'], 'x-evil': true }, {}],
];

export const forgeries: readonly Forgery[] = [
  ...['none', 'None', 'nOnE', 'NONE', ''].map(
    (alg): Forgery => ({
      name: `no signature, as ${JSON.stringify(alg)}`,
      make: ({ header, claims }) => unsigned({ ...header, alg }, claims),
    }),
  ),
  { name: 'no signature at all', make: ({ token }) => token.replace(/[^.]*$/, '') },
  { name: 'two parts', make: ({ token }) => token.replace(/\.[^.]*$/, '') },
  { name: 'four parts', make: ({ token }) => `${token}.x` },
  { name: 'a signature that is cut', make: ({ token }) => token.slice(0, -4) },
  { name: 'a signature that is longer', make: ({ token }) => `${token}AAAA` },
  { name: 'a signature of zeros', make: ({ token }) => token.replace(/[^.]*$/, 'A'.repeat(86)) },
  {
    name: 'the signature of another token',
    make: ({ header, claims, otherSignature }) => unsigned(header, claims, otherSignature),
  },
  {
    name: 'claims of another device under a signature',
    make: ({ header, claims, otherDevice: did, signature }) =>
      unsigned(header, { ...claims, did, sub: did }, signature),
  },
  {
    name: 'a header that was changed under a signature',
    make: ({ header, claims, signature }) => unsigned({ ...header, x: 1 }, claims, signature),
  },
  { name: 'one character less in the claims', make: ({ token }) => token.replace(/\.([^.]+).\./, '.$1.') },
  { name: 'base64 in place of base64url', make: ({ token }) => `${token}==` },
  {
    name: 'another spelling of the same signature',
    make: ({ token }) => token.slice(0, -1) + String.fromCharCode(token.charCodeAt(token.length - 1) + 1),
  },
  { name: 'a line end in it', make: ({ token }) => token.replace('.', '.%0a') },
  { name: 'itself twice', make: ({ token }) => `${token}.${token}` },
  { name: 'a header that is no JSON', make: ({ token }) => token.replace(/^[^.]*/, 'AAAA') },
  { name: 'claims that are an array', make: ({ header }) => unsigned(header, [], 'A'.repeat(86)) },
  {
    name: 'its key inside',
    make: async ({ claims }) => {
      const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
      const jwk = await exportJWK(publicKey);
      return forge(await exportJWK(privateKey), { typ: 'at+jwt', jwk }, claims);
    },
  },
  {
    name: 'the address of its key',
    make: async ({ header, claims }) => {
      const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
      const own = await exportJWK(privateKey);
      return forge(
        own,
        { ...header, jku: 'https://evil.example/jwks.json', x5u: 'https://evil.example' },
        claims,
      );
    },
  },
  ...(['ES256', 'RS256', 'PS256', 'ES512'] as const).map(
    (alg): Forgery => ({
      name: `a key of ${alg}`,
      make: async ({ header, claims }) => {
        const { privateKey } = await generateKeyPair(alg, { extractable: true });
        return forge(await exportJWK(privateKey), { ...header, alg }, claims);
      },
    }),
  ),
  ...(['x', 'jwk', 'pem', 'der', 'empty'] as const).map(
    (form): Forgery => ({
      name: `HS256 with the public key as its secret: ${form}`,
      make: ({ header, claims, published }) =>
        forge(secretOf(published, form), { ...header, alg: 'HS256' }, claims),
    }),
  ),
  {
    name: 'an encrypted one',
    make: ({ claims }) =>
      new EncryptJWT(claims as JWTPayload)
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: 'at+jwt' })
        .encrypt(Buffer.alloc(32)),
  },
];

function secretOf(jwk: JWK, form: 'x' | 'jwk' | 'pem' | 'der' | 'empty'): JWK {
  const asKey = () => createPublicKey({ key: jwk as webcrypto.JsonWebKey, format: 'jwk' });
  const bytes = {
    x: () => Buffer.from(jwk.x ?? '', 'base64url'),
    jwk: () => Buffer.from(JSON.stringify(jwk)),
    pem: () => Buffer.from(asKey().export({ type: 'spki', format: 'pem' })),
    der: () => asKey().export({ type: 'spki', format: 'der' }),
    empty: () => Buffer.from('\0'),
  };
  return { kty: 'oct', k: bytes[form]().toString('base64url') };
}
