import { generateKeyPairSync } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { HttpClient } from '../support/http-client.ts';
import { LeapClock } from '../support/leap-clock.ts';
import { another, fresh, newPerson, TestDevice } from '../support/person.ts';
import { RawSocket } from '../support/raw-socket.ts';
import { type Served, serve } from '../support/server.ts';
import { type Cast, httpMethods, newCast, openMethods, rightCalls } from './calls.ts';
import { forgeries, wrongClaims } from './forgeries.ts';
import { FrameSocket } from './frame-socket.ts';
import { askOnce } from './http-bytes.ts';
import { forge, type StolenKey, stealKey, unsigned } from './keyring.ts';
import { refusalOf } from './verdict.ts';
import { Witness } from './witness.ts';

let server: Served;
let clock: LeapClock;
let witness: Witness;
let cast: Cast;
let key: StolenKey;

beforeAll(async () => {
  clock = new LeapClock();
  server = await serve({ clock, settings: { LIMIT_USER_SOCKETS: '1000' } });
  witness = await Witness.of(server.url);
  cast = await newCast(server.url);
  key = await stealKey(server.dataDir);
});
afterEach(() => witness.expectUndisturbed());
afterAll(() => server.stop());

const closedMethods = httpMethods.filter((method) => !openMethods.includes(method));

/** What a call with this token and these params is answered with. */
async function codeOf(token: string | undefined, method: string, params: unknown = {}): Promise<string> {
  const headers = [
    'content-type: application/json',
    ...(token === undefined ? [] : [`authorization: Bearer ${token}`]),
  ];
  const reply = await askOnce(server.url, { target: `/v1/${method}`, headers, body: JSON.stringify(params) });
  return reply.status === 200 ? 'ok' : refusalOf(reply);
}

/** The parts of a token that the server itself made. */
function partsOf(token: string): { header: { kid: string }; claims: JWTPayload; signature: string } {
  const [header = '', claims = '', signature = ''] = token.split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as never;
  return { header: read(header), claims: read(claims), signature };
}

describe('a stolen key makes good tokens, so what is wrong below is wrong by one thing', () => {
  test('with the header and claims of a real one', async () => {
    const { header, claims } = partsOf(cast.first.token);
    expect(header).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: key.kid });
    expect(await codeOf(await forge(key.jwk, header, claims), 'devices.list')).toBe('ok');
  });
});

describe.each(closedMethods)('[P2] %s', (method) => {
  test('is not for those without a token, and looks at nothing else before', async () => {
    for (const params of [rightCalls[method](cast).params, {}, { nonsense: 1 }, [], null, 'x'])
      expect(await codeOf(undefined, method, params)).toBe('unauthenticated');
    const headers = ['content-type: text/plain'];
    const reply = await askOnce(server.url, { target: `/v1/${method}`, headers, body: '{' });
    expect(refusalOf(reply)).toBe('unauthenticated');
  });

  test('is not for those with a token that is none', async () => {
    const { params } = rightCalls[method](cast);
    for (const token of ['x', 'null', 'a.b.c', '..', cast.first.tokens.refreshToken ?? '', 'x'.repeat(4_097)])
      expect([token, await codeOf(token, method, params)]).toEqual([token, 'unauthenticated']);
  });

  test('is not for those with a token of another server, of another key, or of nobody', async () => {
    const { params } = rightCalls[method](cast);
    const { header, claims } = partsOf(cast.first.token);
    const own = await exportJWK((await generateKeyPair('EdDSA', { extractable: true })).privateKey);
    expect(await codeOf(await forge(own, header, claims), method, params)).toBe('unauthenticated');
    const nobody = { ...claims, did: `dev_${'A'.repeat(22)}` };
    expect(await codeOf(await forge(key.jwk, header, nobody), method, params)).toBe('unauthenticated');
  });
});

describe('[P2] open methods', () => {
  test.each(openMethods)('%s takes a token that is no good for none', async (method) => {
    for (const token of [undefined, 'x', 'a.b.c'])
      expect(await codeOf(token, method, {})).toBe('validation-failed');
  });
});

test('[P2] a name that is no method is not found, with a token or without', async () => {
  for (const method of [
    'nonsense',
    'devices',
    'devices.',
    '.list',
    'devices.List',
    'hello.',
    'toString',
    '__proto__',
  ])
    for (const token of [undefined, cast.first.token]) expect(await codeOf(token, method)).toBe('not-found');
});

test('[P2] a method of the socket alone is refused over HTTP', async () => {
  for (const method of ['hello', 'auth.renew']) {
    expect(await codeOf(undefined, method)).toBe('unauthenticated');
    expect(await codeOf(cast.first.token, method)).toBe('bad-request');
  }
});

async function publicKey(): Promise<JWK> {
  const response = await fetch(`${server.url}/.well-known/jwks.json`);
  const { keys } = (await response.json()) as { keys: JWK[] };
  expect(keys.map((it) => Object.keys(it).sort())).toEqual([['alg', 'crv', 'kid', 'kty', 'use', 'x']]);
  return keys[0] ?? {};
}

describe('a forged token is refused on both doors', () => {
  async function expectRefused(token: string): Promise<void> {
    expect(await codeOf(token, 'devices.list')).toBe('unauthenticated');
    const socket = await RawSocket.open(server.url);
    socket.start('hello', { token });
    const closed = await socket.closed();
    // One that is longer than a token may be is not even looked at.
    expect(closed.code).toBe(token.length > 4096 ? 4500 : 4401);
    const live = await FrameSocket.greeted(server.url, cast.first.token);
    const renewal = await live.call({ jsonrpc: '2.0', id: 'renew', method: 'auth.renew', params: { token } });
    const refusals = token.length > 4096 ? ['validation-failed'] : ['unauthenticated', 'forbidden'];
    expect(refusals).toContain(renewal.error?.data.code);
    live.cut();
  }

  test.each(wrongClaims)('signed by the right key, with %s', async (_, header, claims) => {
    const real = partsOf(cast.first.token);
    await expectRefused(await forge(key.jwk, { ...real.header, ...header }, { ...real.claims, ...claims }));
  });

  test.each(forgeries)('with $name', async ({ make }) => {
    const { token } = cast.first;
    const { signature: otherSignature } = partsOf(cast.second.token);
    const published = await publicKey();
    const known = { otherSignature, otherDevice: cast.second.id, published };
    await expectRefused(await make({ token, ...partsOf(token), ...known }));
  });

  test('of 4,097 characters, though it is signed right', async () => {
    const { header, claims } = partsOf(cast.first.token);
    await expectRefused(await forge(key.jwk, header, { ...claims, filler: 'x'.repeat(3_400) }));
  });

  test('of a kind of key that is near: X25519 and Ed448', async () => {
    const { claims, header } = partsOf(cast.first.token);
    const { privateKey } = generateKeyPairSync('ed448');
    const signature = Buffer.alloc(114, 1).toString('base64url');
    expect(privateKey.asymmetricKeyType).toBe('ed448');
    await expectRefused(unsigned({ ...header, alg: 'Ed448' }, claims, signature));
  });
});

describe('the header of a token', () => {
  const list = (...lines: string[]) =>
    askOnce(server.url, {
      target: '/v1/devices.list',
      headers: ['content-type: application/json', ...lines],
      body: '{}',
    });

  test('has the scheme Bearer in any case', async () => {
    for (const scheme of ['Bearer', 'bearer', 'BEARER'])
      expect((await list(`authorization: ${scheme} ${cast.first.token}`)).status).toBe(200);
  });

  test.each([
    ['no scheme', (token: string) => [`authorization: ${token}`]],
    ['another scheme', (token: string) => [`authorization: Basic ${token}`]],
    ['two tokens', (token: string) => [`authorization: Bearer ${token} ${token}`]],
    ['a list of tokens', (token: string) => [`authorization: Bearer x, Bearer ${token}`]],
    ['nothing behind the scheme', () => ['authorization: Bearer ']],
    ['another name', (token: string) => [`x-authorization: Bearer ${token}`, `cookie: token=${token}`]],
  ])('is refused with %s', async (_, make) => {
    expect(refusalOf(await list(...make(cast.first.token)))).toBe('unauthenticated');
  });

  test('that comes twice counts once at most', async () => {
    const right = `authorization: Bearer ${cast.first.token}`;
    expect(refusalOf(await list('authorization: Bearer x', right))).toBe('unauthenticated');
  });

  test('in the query or the body is no token', async () => {
    const { token } = cast.first;
    const target = `/v1/devices.list?access_token=${token}&token=${token}`;
    const headers = ['content-type: application/json'];
    expect(refusalOf(await askOnce(server.url, { target, headers, body: '{}' }))).toBe('unauthenticated');
  });
});

describe('a token that was good', () => {
  test('says so when it has expired, on every method, and only then', async () => {
    const { device } = await newPerson(server.url);
    const { claims, header } = partsOf(device.token);
    const ends = Number(claims.exp);
    const seconds = Math.floor(clock.now() / 1000);
    expect(ends - seconds).toBeGreaterThan(500);
    expect(ends - seconds).toBeLessThanOrEqual(600);
    const expired = await forge(key.jwk, header, { ...claims, exp: seconds - 1 });
    for (const method of closedMethods)
      expect([method, await codeOf(expired, method, { nonsense: 1 })]).toEqual([method, 'token-expired']);
    const socket = await RawSocket.open(server.url);
    expect((await socket.refused('hello', { token: expired })).code).toBe('token-expired');
    expect(await socket.closed()).toEqual({ code: 4401, reason: 'token-expired' });
  });

  test('dies with its session, with its device, and with its place in a user', async () => {
    const { device: owner } = await newPerson(server.url);
    const ended = await another(owner);
    const revoked = await another(owner);
    const left = await another(owner);
    const replaced = await another(owner);
    await new HttpClient(server.url).ok('sessions.end', { refreshToken: ended.tokens.refreshToken });
    await owner.http.ok('devices.revoke', { id: fresh('cmd'), device: revoked.id });
    await left.http.ok('devices.leave', { id: fresh('cmd') });
    for (const method of closedMethods) {
      const { params } = rightCalls[method](cast);
      expect([method, await codeOf(ended.token, method, params)]).toEqual([method, 'unauthenticated']);
      expect([method, await codeOf(revoked.token, method, params)]).toEqual([method, 'device-revoked']);
      expect([method, await codeOf(left.token, method, params)]).toEqual([method, 'unauthenticated']);
    }
    const before = replaced.token;
    await replaced.login();
    expect(await codeOf(replaced.token, 'devices.list')).toBe('ok');
    expect(await codeOf(before, 'devices.list')).toBe('ok');
  });

  test('expires by the clock of the server', async () => {
    const own = new LeapClock();
    await using other = await serve({ clock: own });
    const device = await TestDevice.register(other.url);
    const { http } = device;
    const call = () => http.call('devices.list').then(({ status, body }) => body.code ?? status);
    expect(await call()).toBe(200);
    own.leap(9 * 60_000);
    expect(await call()).toBe(200);
    own.leap(60_000);
    expect(await call()).toBe('token-expired');
    await device.login();
    expect(await call()).toBe('token-expired');
    expect((await device.http.call('devices.list')).status).toBe(200);
  });
});
