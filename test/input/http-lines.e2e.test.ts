import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newPerson, type TestDevice } from '../support/person.ts';
import { ask, askOnce, type RequestParts, request } from './http-bytes.ts';
import { type Stage, setStage } from './stage.ts';
import { expectHeaders, refusalBeforeEnd, refusalOf } from './verdict.ts';

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

describe('headers', () => {
  test('of every plain read say the same as those of every call', async () => {
    for (const path of ['/healthz', '/readyz', '/v1/openapi.json', '/.well-known/jwks.json']) {
      const reply = await askOnce(stage.url, { method: 'GET', target: path });
      expect([path, reply.status]).toEqual([path, 200]);
      // A document that stays the same may be kept, if it is asked for anew.
      const isDocument = reply.headers.has('etag');
      expectHeaders(reply, isDocument ? { 'cache-control': 'no-cache' } : {});
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

  const large = 'x'.repeat(33_000);
  const overflows: [name: string, lines: string[]][] = [
    ['one of 33 KB', [`x: ${large}`]],
    ['a name of 33 KB', [`${large}: x`]],
    ['8,001 of them', Array.from({ length: 8_001 }, (_, index) => `x${index}: 1`)],
    ['a token of 33 KB', [`authorization: Bearer ${large}`]],
    ['a cookie of 33 KB', [`cookie: kith_x=${large}`]],
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

  test('of more than 32 KiB is too large', async () => {
    expect(await refusalAndEnd(request({ target: `/v1/${'x'.repeat(33_000)}` }))).toBe('too-large');
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
