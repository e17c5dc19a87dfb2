import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HttpClient, type Reply } from '../support/http-client.ts';
import { newDir } from '../support/kith.ts';
import { another, newPerson, TestDevice } from '../support/person.ts';
import { type Served, serve } from '../support/server.ts';
import type { Tokens } from '../support/wire.ts';

let server: Served;
let open: HttpClient;
let origin: Record<string, string>;

beforeAll(async () => {
  server = await serve();
  open = new HttpClient(server.url);
  origin = { origin: server.url };
});
afterAll(() => server.stop());

const logIn = (device: TestDevice, headers = origin) =>
  open.call('sessions.create', { device: device.id, secret: device.secret, cookie: true }, headers);

/** The cookies of a reply as `name=value`, each with its attributes. */
function cookiesIn({ headers }: Reply): { pair: string; attributes: string[] }[] {
  return headers.getSetCookie().map((line) => {
    const [pair = '', ...attributes] = line.split('; ');
    return { pair, attributes: attributes.map((attribute) => attribute.toLowerCase()).sort() };
  });
}

/** What a browser sends back to a path: the cookies that were set for exactly it. */
function cookieFor(path: string, ...replies: Reply[]): Record<string, string> {
  const pairs = replies.flatMap(cookiesIn).filter(({ attributes }) => attributes.includes(`path=${path}`));
  return { cookie: pairs.map(({ pair }) => pair).join('; ') };
}

const refreshPath = '/v1/sessions.refresh';
const endPath = '/v1/sessions.end';

describe('in cookie mode', () => {
  test('a session goes on in a browser that holds as many cookies of this host as browsers hold', async () => {
    const device = await TestDevice.register(server.url);
    const { cookie } = cookieFor(refreshPath, await logIn(device));
    const others = Array.from(
      { length: 179 },
      (_, at) => `kith_dev_${at}${cookie?.slice(`kith_dev_${at}`.length)}`,
    );
    const headers = { ...origin, cookie: [...others, cookie].join('; ') };
    expect(await open.call('sessions.refresh', { device: device.id }, headers)).toMatchObject({
      status: 200,
    });
  });

  test('the refresh token stands in an HttpOnly cookie for two exact paths, and not in the body', async () => {
    const device = await TestDevice.register(server.url);
    const reply = await logIn(device);
    expect(reply.status).toBe(200);
    expect(Object.keys(reply.body).sort()).toEqual(['accessToken', 'device', 'expiresAt', 'user']);
    const cookies = cookiesIn(reply);
    const pairs = new Set(cookies.map(({ pair }) => pair));
    expect(pairs.size).toBe(1);
    expect([...pairs][0]).toMatch(new RegExp(`^kith_${device.id}=ses_[\\w.-]+$`));
    expect(cookies.map(({ attributes }) => attributes)).toEqual(
      [refreshPath, endPath].map((path) => [
        'httponly',
        'max-age=7776000',
        `path=${path}`,
        'samesite=strict',
      ]),
    );
    expect(reply.text).not.toContain([...pairs][0]?.split('=')[1]);
  });

  test('a session is refreshed and ended by the cookie of its device', async () => {
    const device = await TestDevice.register(server.url);
    const created = await logIn(device);
    const headers = { ...origin, ...cookieFor(refreshPath, created) };
    const refreshed = await open.call('sessions.refresh', { device: device.id }, headers);
    expect(refreshed.status).toBe(200);
    expect(refreshed.body.refreshToken).toBeUndefined();
    expect(cookieFor(refreshPath, refreshed)).not.toEqual(cookieFor(refreshPath, created));
    const accessToken = refreshed.body.accessToken as string;
    await new HttpClient(server.url, accessToken).ok('devices.list');

    const ended = await open.call(
      'sessions.end',
      { device: device.id },
      { ...origin, ...cookieFor(endPath, refreshed) },
    );
    expect(ended).toMatchObject({ status: 200, body: {} });
    for (const { pair, attributes } of cookiesIn(ended)) {
      expect(pair).toBe(`kith_${device.id}=`);
      expect(attributes).toContain('max-age=0');
    }
    expect(cookiesIn(ended).length).toBe(2);
    expect(await new HttpClient(server.url, accessToken).refused('devices.list')).toMatchObject({
      code: 'unauthenticated',
    });
  });

  test('several devices live in one browser', async () => {
    const first = await TestDevice.register(server.url);
    const second = await TestDevice.register(server.url);
    const replies = [await logIn(first), await logIn(second)];
    const headers = { ...origin, ...cookieFor(refreshPath, ...replies) };
    for (const device of [first, second]) {
      const { body } = await open.call('sessions.refresh', { device: device.id }, headers);
      expect(body).toMatchObject({ device: { id: device.id } });
    }
  });

  test('without a cookie of the device the call is refused as one without a token', async () => {
    const device = await TestDevice.register(server.url);
    const stranger = await TestDevice.register(server.url);
    const headers = { ...origin, ...cookieFor(refreshPath, await logIn(device)) };
    for (const sent of [origin, { ...headers, cookie: `kith_${stranger.id}=rubbish` }])
      expect(await open.call('sessions.refresh', { device: stranger.id }, sent)).toMatchObject({
        status: 401,
        body: { code: 'unauthenticated' },
      });
    expect(await open.call('sessions.refresh', { device: stranger.id }, headers)).toMatchObject({
      status: 401,
    });
  });

  test('an allowed origin is needed: from another, or from none, no cookie is made or taken', async () => {
    const device = await TestDevice.register(server.url);
    const created = await logIn(device);
    const cookie = cookieFor(refreshPath, created);
    for (const headers of [
      {},
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `${server.url}.evil.example` },
    ]) {
      const login = await logIn(device, headers as Record<string, string>);
      expect(login).toMatchObject({ status: 403, body: { code: 'forbidden' } });
      expect(cookiesIn(login)).toEqual([]);
      for (const method of ['sessions.refresh', 'sessions.end'])
        expect(await open.call(method, { device: device.id }, { ...headers, ...cookie })).toMatchObject({
          status: 403,
          body: { code: 'forbidden' },
        });
    }
    expect(
      await open.call('sessions.refresh', { device: device.id }, { ...origin, ...cookie }),
    ).toMatchObject({ status: 200 });
  });

  test('a cookie is no token: it opens no other method', async () => {
    const device = await TestDevice.register(server.url);
    const headers = { ...origin, ...cookieFor(refreshPath, await logIn(device)) };
    expect(await open.call('devices.list', {}, headers)).toMatchObject({
      status: 401,
      body: { code: 'unauthenticated' },
    });
    expect(await open.call('devices.revoke', { id: 'x', device: device.id }, headers)).toMatchObject({
      status: 401,
    });
  });

  test('recovery gives a cookie too, and a socket never does', async () => {
    const { device, user } = await newPerson(server.url);
    const { codes } = await device.http.ok<{ codes: string[] }>('recovery.create');
    const next = await TestDevice.register(server.url);
    const reply = await next.http.call(
      'sessions.recover',
      { handle: user.handle, code: codes[0], device: next.id, cookie: true },
      origin,
    );
    expect(reply.body).toMatchObject({ user });
    expect(reply.body.refreshToken).toBeUndefined();
    expect(cookiesIn(reply).length).toBe(2);
    const { socket } = await next.login().then(() => next.connect());
    const tokens = await socket.ok<Tokens>('sessions.create', {
      device: next.id,
      secret: next.secret,
      cookie: true,
    });
    expect(tokens.refreshToken).toMatch(/^ses_/);
  });

  test('the cookie is Secure where people reach the server by https', async () => {
    await using secure = await serve({ settings: { PUBLIC_URL: 'https://kith.example.org' } });
    const device = await TestDevice.register(secure.url);
    const http = new HttpClient(secure.url);
    const params = { device: device.id, secret: device.secret, cookie: true };
    const reply = await http.call('sessions.create', params, { origin: 'https://kith.example.org' });
    expect(cookiesIn(reply).every(({ attributes }) => attributes.includes('secure'))).toBe(true);
    expect(cookiesIn(reply).length).toBe(2);
  });
});

test('the cookie jar of curl keeps two devices, refreshes both and ends one', async () => {
  const { device: first } = await newPerson(server.url);
  const second = await another(first);
  const jar = join(newDir(), 'jar');
  const curl = async (
    method: string,
    params: object,
  ): Promise<{ code: string; body: Record<string, unknown> }> => {
    const args = [
      '-sS',
      '-b',
      jar,
      '-c',
      jar,
      '-w',
      '\n%{http_code}',
      '-H',
      `origin: ${server.url}`,
      '-H',
      'content-type: application/json',
    ];
    const { stdout } = await promisify(execFile)('curl', [
      ...args,
      '-d',
      JSON.stringify(params),
      `${server.url}/v1/${method}`,
    ]);
    const [body = '', code = ''] = stdout.split('\n');
    return { code, body: JSON.parse(body) as Record<string, unknown> };
  };
  for (const { id, secret } of [first, second])
    expect(await curl('sessions.create', { device: id, secret, cookie: true })).toMatchObject({
      code: '200',
    });
  for (const { id } of [first, second, first, second]) {
    const { code, body } = await curl('sessions.refresh', { device: id });
    expect({ code, device: body.device }).toMatchObject({ code: '200', device: { id } });
  }
  expect(await curl('sessions.end', { device: first.id })).toEqual({ code: '200', body: {} });
  expect(await curl('sessions.refresh', { device: first.id })).toMatchObject({ code: '401' });
  expect(await curl('sessions.refresh', { device: second.id })).toMatchObject({ code: '200' });
});
