import { METHODS } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fresh, newPerson, type TestDevice } from '../support/person.ts';
import { ask, askOnce, type RawReply, type RequestParts, readReplies, request } from './http-bytes.ts';
import { type Stage, setStage } from './stage.ts';
import { expectHeaders, refusalOf } from './verdict.ts';
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

/** Expects one refusal and the end of the connection, and gives its code. */
async function refusalAndEnd(bytes: Uint8Array | string): Promise<string> {
  const wire = await Wire.open(stage.url);
  await wire.send(bytes);
  const received = await wire.end();
  const [reply, ...more] = readReplies(received, ['POST', 'POST']);
  expect(more).toEqual([]);
  if (reply === undefined) return 'nothing';
  expect(reply.headers.get('connection')).toEqual(['close']);
  return refusalOf(reply);
}

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

describe('headers', () => {
  test('of every plain read say the same as those of every call', async () => {
    for (const path of ['/healthz', '/readyz', '/v1/openapi.json', '/.well-known/jwks.json']) {
      const reply = await askOnce(stage.url, { method: 'GET', target: path });
      expect([path, reply.status]).toEqual([path, 200]);
      expectHeaders(reply);
    }
    expect(refusalOf(await askOnce(stage.url, { method: 'GET', target: '/' }))).toBe('not-found');
  });

  test.each([
    ['__proto__', '__proto__: x'],
    ['constructor', 'constructor: x'],
    ['toString', 'toString: x'],
    ['an empty value', 'x-empty:'],
    ['Latin-1', 'x-latin: \xe9\xff'],
    ['a tab', 'x-tab: a\tb'],
  ])('named oddly are nothing: %s', async (_, line) => {
    expect((await post({ headers: [line, json, bearer(), line] })).status).toBe(200);
  });

  test('by the hundred are read to the last one', async () => {
    const many = Array.from({ length: 300 }, (_, index) => `x-${index}: 1`);
    const foreign = await post({ headers: [...many, json, bearer(), 'origin: https://evil.example'] });
    expect(refusalOf(foreign)).toBe('forbidden');
    expect((await post({ headers: [...many, json, bearer()] })).status).toBe(200);
  });

  const large = 'x'.repeat(9_000);
  const overflows: [name: string, lines: string[]][] = [
    ['one of 9 KB', [`x: ${large}`]],
    ['a name of 9 KB', [`${large}: x`]],
    ['2,001 of them', Array.from({ length: 2_001 }, (_, index) => `x${index}: 1`)],
    ['a token of 9 KB', [`authorization: Bearer ${large}`]],
    ['a cookie of 9 KB', [`cookie: kith_x=${large}`]],
  ];

  test.each(overflows)('too large are told so: %s', async (_, lines) => {
    expect(await refusalAndEnd(request({ target, headers: [json, ...lines], body: '{}' }))).toBe('too-large');
  });

  test('too large behind a body are told so', async () => {
    const head = request({
      target,
      headers: [json, bearer(), 'transfer-encoding: chunked'],
      lengthSaid: false,
    });
    const trailers = Buffer.from(`2\r\n{}\r\n0\r\nx: ${large}\r\n\r\n`);
    expect(await refusalAndEnd(Buffer.concat([head, trailers]))).toBe('too-large');
  });

  test('of chunks that never end are cut off', async () => {
    const head = request({
      target,
      headers: [json, bearer(), 'transfer-encoding: chunked'],
      lengthSaid: false,
    });
    const extended = Buffer.from(`2;${'x'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`);
    expect(await refusalAndEnd(Buffer.concat([head, extended]))).toBe('too-large');
  });

  const unreadable: [name: string, bytes: string][] = [
    ['length and chunks', 'content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['chunks and length', 'transfer-encoding: chunked\r\ncontent-length: 2\r\n\r\n0\r\n\r\n'],
    ['two lengths', 'content-length: 2\r\ncontent-length: 3\r\n\r\n{}x'],
    ['the same length twice', 'content-length: 2\r\ncontent-length: 2\r\n\r\n{}'],
    ['two lengths in one', 'content-length: 2, 2\r\n\r\n{}'],
    ['a negative length', 'content-length: -1\r\n\r\n'],
    ['a signed length', 'content-length: +2\r\n\r\n{}'],
    ['a length in hex', 'content-length: 0x2\r\n\r\n{}'],
    ['a length beyond all', 'content-length: 99999999999999999999999\r\n\r\n{}'],
    ['another coding', 'transfer-encoding: gzip\r\n\r\n{}'],
    ['a coding behind chunked', 'transfer-encoding: chunked, gzip\r\n\r\n0\r\n\r\n'],
    ['a space before the colon', 'content-length : 2\r\n\r\n{}'],
    ['a folded header', 'x: a\r\n b\r\ncontent-length: 2\r\n\r\n{}'],
    ['a line end alone', 'x: a\ncontent-length: 2\r\n\r\n{}'],
    ['a return alone', 'x: a\rcontent-length: 2\r\n\r\n{}'],
    ['a NUL', 'x: a\0b\r\ncontent-length: 2\r\n\r\n{}'],
    ['no colon', 'nonsense\r\ncontent-length: 2\r\n\r\n{}'],
    ['no name', ': x\r\ncontent-length: 2\r\n\r\n{}'],
    ['a space in a name', 'a b: x\r\ncontent-length: 2\r\n\r\n{}'],
  ];

  test.each(unreadable)('that could be read in two ways end the connection: %s', async (_, rest) => {
    const head = `POST ${target} HTTP/1.1\r\nhost: 127.0.0.1\r\n${json}\r\n${bearer()}\r\n`;
    expect(await refusalAndEnd(Buffer.from(head + rest, 'latin1'))).toBe('bad-request');
  });
});

describe('the first line', () => {
  const lines: [name: string, line: string][] = [
    ['version 3', 'GET /healthz HTTP/3.0'],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0'],
    ['a method that is none', 'NONSENSE /healthz HTTP/1.1'],
    ['a method in lower case', 'post /v1/devices.list HTTP/1.1'],
    ['a space in the target', 'GET /v1/devices list HTTP/1.1'],
    ['a NUL in the target', 'GET /v1/devices\0list HTTP/1.1'],
    ['a TLS hello', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['another protocol', 'EHLO there'],
  ];

  test.each(lines)('that cannot be read is refused: %s', async (_, line) => {
    expect(await refusalAndEnd(Buffer.from(`${line}\r\nhost: 127.0.0.1\r\n\r\n`, 'latin1'))).toBe(
      'bad-request',
    );
  });

  test('of more than 8 KiB is too large', async () => {
    expect(await refusalAndEnd(request({ target: `/v1/${'x'.repeat(9_000)}` }))).toBe('too-large');
  });

  test.each([
    ['/v1/devices.list%00'],
    ['/v1/devices.list%0d%0ax: y'.replace(' ', '%20')],
    ['//v1/devices.list'],
    ['/v1//devices.list'],
    ['/v1/devices.list/'],
    ['/v1/devices.list//'],
    ['/v1/..;/v1/devices.list'],
    ['/v1/%2e%2e/devices.list'],
    ['/v1/devices.list;x=1'],
    ['/V1/devices.list'],
    ['/v1/Devices.List'],
    ['/v1/devices%2flist'],
    ['/v1/%zz'],
    ['/v1/%'],
    ['/v1/%ff%fe'],
    ['/v1/__proto__'],
    ['/v1/constructor'],
    ['/v1/:method'],
    ['/v1/*'],
    ['/v1/'],
    ['/v1'],
    ['/'],
    ['/v1/hello.'],
    ['/index.html'],
    ['/.env'],
    ['/.git/config'],
    ['/v1/../../../../etc/passwd'],
    ['/metrics'],
    ['/admin'],
  ])('to a path that is none is not found: %s', async (path) => {
    expect(refusalOf(await post({ target: path }))).toBe('not-found');
  });

  test.each([
    ['/v1/devices%2elist'],
    ['/v1/./devices.list'],
    ['/v1/x/../devices.list'],
    ['/v1/devices.list?x=1&x=2&__proto__=3'],
    ['/v1/devices.list?token=secret'],
    ['http://127.0.0.1/v1/devices.list'],
    ['http://evil.example/v1/devices.list'],
    ['/v1/devices.list#x'],
  ])('that names a method in another way is that call, with its own token: %s', async (path) => {
    expect((await post({ target: path })).status).toBe(200);
    expect(refusalOf(await post({ target: path, headers: [json] }))).toBe('unauthenticated');
  });

  test.each([
    ['/v1\\devices.list'],
    ['\\v1\\devices.list'],
    ['http://'],
    ['http://[::1/v1/devices.list'],
    ['ftp://127.0.0.1/v1/devices.list'],
    ['v1/devices.list'],
  ])('to what is no target is a bad request: %s', async (path) => {
    const [reply] = await ask(stage.url, request({ target: path, headers: [json, bearer()], body: '{}' }));
    expect(reply && refusalOf(reply)).toBe('bad-request');
  });
});

describe('the host', () => {
  test('may be any: nothing is made of it', async () => {
    for (const host of ['evil.example', 'localhost', '127.0.0.1:1', 'EVIL.example:99', '[::1]:80']) {
      const reply = await askOnce(stage.url, {
        method: 'GET',
        target: '/v1/openapi.json',
        headers: [`host: ${host}`],
      });
      expect([host, reply.status]).toEqual([host, 200]);
      expect(reply.body).not.toContain(host);
    }
  });

  test.each([
    ['no host at all', ''],
    ['an empty one', 'host:\r\n'],
    ['a path', 'host: a/b\r\n'],
    ['two words', 'host: a b\r\n'],
    ['an account', 'host: a@b\r\n'],
  ])('that is none is a bad request: %s', async (_, line) => {
    const bytes = `POST ${target} HTTP/1.1\r\n${line}${json}\r\n${bearer()}\r\ncontent-length: 2\r\n\r\n{}`;
    const [reply] = await ask(stage.url, bytes);
    expect(reply && refusalOf(reply)).toBe('bad-request');
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
