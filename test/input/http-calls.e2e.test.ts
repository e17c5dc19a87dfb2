import { METHODS } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fresh, newPerson, TestDevice } from '../support/person.ts';
import { ask, askOnce, type RawReply, type RequestParts, readReplies, request } from './http-bytes.ts';
import { type Stage, setStage } from './stage.ts';
import { expectHeaders, refusalBeforeEnd, refusalOf } from './verdict.ts';
import { Wire } from './wire.ts';

let stage: Stage;
let device: TestDevice;

beforeAll(async () => {
  stage = await setStage();
  device = (await newPerson(stage.url)).device;
});
afterEach(() => stage.witness.expectUndisturbed());
afterAll(() => stage.end());

const json = 'content-type: application/json';
const bearer = () => `authorization: Bearer ${device.token}`;
const target = '/v1/devices.list';
const post = (parts: Partial<RequestParts>) =>
  askOnce(stage.url, { target, headers: [json, bearer()], body: '{}', ...parts });

/** One refusal and the end of the connection, or only the end. */
const refusalAndEnd = (bytes: Uint8Array | string) => refusalBeforeEnd(stage.url, bytes);

describe('[P1] the content type', () => {
  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON;charset="UTF-8"',
    'application/json;',
  ])('%s is taken', async (type) => {
    const reply = await post({ headers: [`content-type: ${type}`, bearer()] });
    expect(reply.status).toBe(200);
    expectHeaders(reply);
  });

  test.each([
    'text/plain',
    'text/plain; application/json',
    'text/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    'application/problem+json',
    'application/jsonp',
    'application/json+x',
    'application/json, text/plain',
    'text/plain, application/json',
    'application/json; charset=utf-16',
    'application/json; charset=utf-7',
    'application/json; charset=latin1',
    'application/json; charset=utf-8; charset=utf-16',
    'json',
    '',
    '*/*',
  ])('%j is refused', async (type) => {
    const reply = await post({ headers: [`content-type: ${type}`, bearer()] });
    expect([reply.status, refusalOf(reply)]).toEqual([415, 'unsupported-media-type']);
  });

  test('left out, or sent twice, is refused', async () => {
    expect(refusalOf(await post({ headers: [bearer()] }))).toBe('unsupported-media-type');
    const twice = ['content-type: text/plain', json, bearer()];
    expect(refusalOf(await post({ headers: twice }))).toBe('unsupported-media-type');
  });

  test.each(['gzip', 'br', 'deflate', 'zstd', 'identity', 'gzip, gzip', 'x'])(
    'with an encoding is refused: %s',
    async (encoding) => {
      const reply = await post({ headers: [json, bearer(), `content-encoding: ${encoding}`] });
      expect(refusalOf(reply)).toBe('unsupported-media-type');
    },
  );
});

describe('the body', () => {
  test.each(['', ' ', '[]', '{}{}', '{} x', '{"a":1'])('that is no object is refused: %j', async (body) => {
    expect(refusalOf(await post({ body }))).toMatch(/^(bad-request|validation-failed)$/);
  });

  test('may come in chunks, with trailers and extensions', async () => {
    const head = request({
      target,
      headers: [json, bearer(), 'transfer-encoding: chunked'],
      lengthSaid: false,
    });
    const [reply] = await ask(
      stage.url,
      Buffer.concat([head, Buffer.from('1;a=b\r\n{\r\n1\r\n}\r\n0\r\nx-trailer: 1\r\n\r\n')]),
    );
    expect(reply?.status).toBe(200);
  });

  test.each([
    ['that breaks off', (wire: Wire) => wire.cut()],
    ['that goes on as none', (wire: Wire) => void wire.send('zz\r\n')],
  ])('in chunks %s is no mistake of the server', async (_, then) => {
    const wire = await Wire.open(stage.url);
    const headers = [json, bearer(), 'transfer-encoding: chunked'];
    await wire.send(request({ target, headers, lengthSaid: false }));
    await wire.send('1\r\n{\r\n');
    await post({});
    then(wire);
    await wire.end();
  });

  test('shorter than its length says, and then gone, is no mistake of the server', async () => {
    for (let count = 0; count < 20; count += 1) {
      const wire = await Wire.open(stage.url);
      await wire.send(
        request({ target, headers: [json, bearer(), 'content-length: 1000'], body: '{', lengthSaid: false }),
      );
      await post({});
      wire.cut();
    }
  });

  test('larger than its length says is no other request, and no reply says that the call was refused', async () => {
    const key = fresh('key');
    const body = JSON.stringify({
      app: 'test',
      ops: [{ id: fresh('op'), key, value: 1, base: 0, ageMs: 0 }],
    });
    const headers = [json, bearer(), `content-length: ${body.length}`];
    const parts = { target: '/v1/settings.set', headers, lengthSaid: false };
    expect(await refusalAndEnd(request({ ...parts, body: `${body}{}` }))).toBe('nothing');
  });
});

describe('what is no POST of a method', () => {
  const others = METHODS.filter((method) => !['POST', 'CONNECT', 'OPTIONS', 'HEAD'].includes(method));

  test.each(others)('%s calls nothing', async (method) => {
    const key = fresh('key');
    const op = { id: fresh('op'), key, value: 1, base: 0, ageMs: 0 };
    const body = JSON.stringify({ app: 'test', ops: [op] });
    const reply = await askOnce(stage.url, {
      method,
      target: '/v1/settings.set',
      headers: [json, bearer()],
      body: method === 'GET' ? '' : body,
    });
    expect(refusalOf(reply)).toBe('not-found');
    const { entries } = await device.http.ok<{ entries: { key: string }[] }>('settings.get', { app: 'test' });
    expect(entries.map((entry) => entry.key)).not.toContain(key);
  });

  test('HEAD answers with headers alone', async () => {
    const [method, read] = await ask(
      stage.url,
      Buffer.concat([request({ method: 'HEAD', target }), request({ method: 'HEAD', target: '/healthz' })]),
      ['HEAD', 'HEAD'],
    );
    expect([method?.status, read?.status]).toEqual([404, 200]);
    for (const reply of [method, read]) if (reply !== undefined) expectHeaders(reply);
  });

  test('CONNECT is cut off', async () => {
    expect(await refusalAndEnd('CONNECT 127.0.0.1:22 HTTP/1.1\r\nhost: x\r\n\r\n')).toBe('nothing');
  });
});

describe('several requests on one connection', () => {
  test('are answered in order, a thousand sent at once', async () => {
    const one = (index: number) =>
      index % 2 === 0
        ? request({ method: 'GET', target: '/healthz' })
        : request({ target: `/v1/nothing.${index}`, headers: [json], body: '{}' });
    const kinds = Array.from({ length: 1_000 }, (_, index) => (index % 2 === 0 ? 'GET' : 'POST'));
    const replies = await ask(stage.url, Buffer.concat(kinds.map((__, index) => one(index))), kinds);
    expect(replies.map(({ status }) => status)).toEqual(kinds.map((kind) => (kind === 'GET' ? 200 : 404)));
  });

  test('are each their own: a token of one is none of the next', async () => {
    const parts = { target, body: '{}' };
    const bytes = [
      request({ ...parts, headers: [json, bearer()] }),
      request({ ...parts, headers: [json] }),
      request({ ...parts, headers: [json, bearer()] }),
    ];
    const replies = await ask(stage.url, Buffer.concat(bytes), ['POST', 'POST', 'POST']);
    expect(replies.map(({ status }) => status)).toEqual([200, 401, 200]);
  });

  test('end where one of them cannot be read, and those before it are answered', async () => {
    const wire = await Wire.open(stage.url);
    await wire.send(request({ method: 'GET', target: '/healthz' }));
    await wire.until('a reply', (received) => readReplies(received, ['GET'])[0]);
    await wire.send('nonsense\r\n\r\n');
    const replies = readReplies(await wire.end(), ['GET', 'GET']);
    expect(replies.map(({ status }) => status)).toEqual([200, 400]);
  });

  test.each([['100-continue'], ['nonsense'], ['200-ok']])(
    'an expectation changes nothing: %s',
    async (expectation) => {
      const reply = await post({ headers: [json, bearer(), `expect: ${expectation}`] });
      expect(reply.status).toBe(200);
      expectHeaders(reply);
    },
  );

  test.each([['h2c'], ['TLS/1.0'], ['nonsense'], ['h2c, websocket']])(
    'an offer of another protocol is passed over: %s',
    async (protocol) => {
      const headers = [json, bearer(), 'connection: Upgrade, HTTP2-Settings', `upgrade: ${protocol}`];
      expect((await post({ headers })).status).toBe(200);
    },
  );
});

test('a refused call leaves its connection usable, whatever body it had', async () => {
  const wire = await Wire.open(stage.url);
  const replied = (count: number): Promise<RawReply[]> =>
    wire.until(`${count} replies`, (received) => {
      const replies = readReplies(
        received,
        Array.from({ length: count }, () => 'POST'),
      );
      return replies.length === count ? replies : undefined;
    });
  const body = JSON.stringify({ filler: 'x'.repeat(100_000) });
  await wire.send(request({ target, headers: [json], body }));
  await replied(1);
  await wire.send(request({ target: '/v1/nothing', headers: [json, bearer()], body }));
  await replied(2);
  await wire.send(request({ target, headers: [json, bearer()], body: '{}' }));
  expect((await replied(3)).map(({ status }) => status)).toEqual([401, 404, 200]);
  wire.cut();
});

describe('[A6] the cookie of a device', () => {
  const refresh = (device: unknown, cookie: string, more: object = {}) =>
    askOnce(stage.url, {
      target: '/v1/sessions.refresh',
      headers: [json, `origin: ${stage.url}`, `cookie: ${cookie}`],
      body: JSON.stringify({ device, ...more }),
    });

  test.each([
    ['__proto__'],
    ['constructor'],
    ['x; path=/; domain=evil.example'],
    ['x\r\nset-cookie: a=b'],
    ['x=y'],
    ['\u2028'],
    ['%0d%0a'],
    ['"quoted"'],
    [' '],
    ['x'.repeat(64)],
  ])('is of no device with an odd name, and none is set: %j', async (name) => {
    for (const cookie of [
      `kith_${encodeURIComponent(name)}=x`,
      'kith_=x',
      'kith___proto__=x',
      `a=b; ${'c=d; '.repeat(500)}`,
    ]) {
      const reply = await refresh(name, cookie);
      expect(refusalOf(reply)).toBe('unauthenticated');
      expect(reply.headers.get('set-cookie')).toBeUndefined();
    }
  });

  test.each([
    ['an unknown field', { nonsense: 1 }],
    ['a prototype', JSON.parse('{"__proto__":{"x":1}}') as object],
    ['a refresh token besides', { refreshToken: 'x' }],
  ])('does not make right what is wrong: %s', async (_, more) => {
    const { id } = device;
    const cookie = `kith_${id}=${device.tokens.refreshToken}`;
    const wrong = JSON.stringify({ device: id }).replace('}', `,${JSON.stringify(more).slice(1)}`);
    const headers = [json, `origin: ${stage.url}`, `cookie: ${cookie}`];
    const reply = await askOnce(stage.url, { target: '/v1/sessions.refresh', headers, body: wrong });
    expect(refusalOf(reply)).toBe('validation-failed');
    expect((await refresh(id, cookie)).status).toBe(200);
  });

  test('that is a token of another kind, or of another device, opens nothing', async () => {
    const stranger = await TestDevice.register(stage.url);
    for (const value of [device.token, 'x', '', 'x'.repeat(300), '%00', '%ff', '%'])
      expect(refusalOf(await refresh(device.id, `kith_${device.id}=${value}`))).toMatch(
        /^(unauthenticated|validation-failed)$/,
      );
    const theirs = await refresh(device.id, `kith_${stranger.id}=${stranger.tokens.refreshToken}`);
    expect(refusalOf(theirs)).toBe('unauthenticated');
  });
});
