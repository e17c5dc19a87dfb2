import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type IncomingMessage, get as open } from 'node:http';
import { dirname, join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askOnce, type RawReply } from '../input/http-bytes.ts';
import { expectHeaders } from '../input/verdict.ts';
import { runKith, startKith } from '../support/kith.ts';
import { scrape } from '../support/prometheus.ts';
import { type Served, serve } from '../support/server.ts';
import { builtWeb, inlineScripts, pages, shell } from '../support/web-build.ts';

const html = 'accept: text/html,application/xhtml+xml,*/*;q=0.8';
const script = '/assets/index-a1b2c3d4.js';

let web: string;
let server: Served;

beforeAll(async () => {
  web = await builtWeb();
  server = await serve({ settings: { WEB: web } });
});
afterAll(() => server.stop());

/** Asks without following or decoding anything. */
function get(target: string, headers: readonly string[] = [], method = 'GET'): Promise<RawReply> {
  return askOnce(server.url, { method, target, headers });
}

const header = ({ headers }: RawReply, name: string) => headers.get(name)?.join();

describe('a page', () => {
  test('stands at each of its paths, as it was built', async () => {
    for (const path of [...pages, '/?next=%2Fapp', '/register?', '/%72egister']) {
      const reply = await get(path, [html]);
      expect([path, reply.status, reply.body]).toEqual([path, 200, shell]);
      expect(header(reply, 'content-type')).toBe('text/html; charset=utf-8');
    }
  });

  test('may run exactly its own scripts: those of files, and inline ones by their hashes', async () => {
    const reply = await get('/', [html]);
    const policy = header(reply, 'content-security-policy') ?? '';
    const directive = policy.split('; ').find((part) => part.startsWith('script-src ')) ?? '';
    const hashes = inlineScripts.map(
      (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
    );
    for (const text of inlineScripts) expect(reply.body).toContain(`<script>${text}</script>`);
    expect(directive.split(' ').sort()).toEqual(['script-src', "'self'", ...hashes].sort());
  });

  test('may reach its own server only, and be framed by nobody', async () => {
    const reply = await get('/', [html]);
    const policy = (header(reply, 'content-security-policy') ?? '').split('; ');
    const port = new URL(server.url).port;
    expect(policy.filter((part) => !part.startsWith('script-src '))).toEqual([
      "default-src 'none'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      `connect-src 'self' ws://127.0.0.1:${port} ws://localhost:${port}`,
      "manifest-src 'self'",
      "worker-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
    expectHeaders(reply, {
      'cache-control': 'no-cache',
      'content-security-policy': header(reply, 'content-security-policy') ?? '',
    });
    expect(header(reply, 'cross-origin-opener-policy')).toBe('same-origin');
    expect(header(reply, 'permissions-policy')).toMatch(/camera=\(\).*microphone=\(\)/);
  });

  test('is cut off from pages that opened it wherever browsers take that from us', async () => {
    for (const [url, told] of [
      ['https://kith.example.org', 'same-origin'],
      ['http://kith.example.org', null],
    ] as const) {
      const other = await serve({ settings: { WEB: web, PUBLIC_URL: url } });
      expect((await fetch(other.url)).headers.get('cross-origin-opener-policy')).toBe(told);
      await other.stop();
    }
  });

  test('that is none is the shell with 404 for a browser, and a problem for a program', async () => {
    for (const path of ['/none', '/app/deeper', '/register.html', '/index.html', '/web.json']) {
      const page = await get(path, [html]);
      expect([path, page.status, page.body]).toEqual([path, 404, shell]);
      expect(header(page, 'cache-control')).toBe('no-store');
      expect(header(page, 'vary')).toBe('accept, accept-encoding');
      const problem = await get(path, ['accept: */*']);
      expect([path, problem.status, JSON.parse(problem.body)]).toMatchObject([
        path,
        404,
        { code: 'not-found' },
      ]);
    }
  });

  test('never stands in the way of other doors', async () => {
    for (const path of [
      '/v1',
      '/v1/',
      '/v1/none',
      '/v1/devices.list',
      '/.well-known/none',
      '/.well-known/jwks.json',
    ]) {
      expect([path, header(await get(path, [html]), 'content-type')]).toEqual([
        path,
        expect.stringMatching(/^application\/(problem\+)?json/),
      ]);
    }
    expect((await get('/readyz', [html])).body).toBe('{"status":"ready"}');
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect([method, (await get('/register', [html], method)).status]).toEqual([method, 404]);
  });

  test('is at one address: a slash behind it leads there, with the query', async () => {
    for (const [path, to] of [
      ['/register/', '/register'],
      ['/app/?a=1&b=//x', '/app?a=1&b=//x'],
      ['//', '/'],
    ] as const) {
      const reply = await get(path, [html]);
      expect([reply.status, header(reply, 'location')]).toEqual([308, to]);
    }
    for (const path of ['//evil.example/', '/none/', `${script}/`, '/register//', '///register/'])
      expect([path, header(await get(path, [html]), 'location')]).toEqual([path, undefined]);
  });
});

describe('a file', () => {
  test('named by its digest is kept for ever, all others are asked for each time', async () => {
    const asset = await get(script);
    expectHeaders(asset, { 'cache-control': 'public, max-age=31536000, immutable' });
    expect(header(asset, 'content-type')).toBe('text/javascript; charset=utf-8');
    expectHeaders(await get('/icon.svg'), { 'cache-control': 'no-cache' });
    expect(header(await get('/icon.svg'), 'content-type')).toBe('image/svg+xml; charset=utf-8');
  });

  test('comes in the coding that is wanted, and each coding has its own tag', async () => {
    const plain = await get(script);
    const tags = new Set<string | undefined>();
    for (const [accepted, coding] of [
      ['gzip;q=0.9, br', 'br'],
      ['gzip', 'gzip'],
      ['br;q=0, gzip;q=0', undefined],
    ] as const) {
      const reply = await fetch(`${server.url}${script}`, { headers: { 'accept-encoding': accepted } });
      expect(reply.headers.get('content-encoding') ?? undefined).toBe(coding);
      expect(reply.headers.get('vary')).toBe('accept-encoding');
      expect(await reply.text()).toBe(plain.body);
      tags.add(reply.headers.get('etag') ?? undefined);
    }
    expect(tags.size).toBe(3);
    expect(tags).toContain(header(plain, 'etag'));
  });

  test('is coded as its header says', async () => {
    const plain = Buffer.from((await get(script)).body);
    for (const [coding, decode] of [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ] as const) {
      const bytes = await rawBody(`${server.url}${script}`, coding);
      expect(bytes.byteLength).toBeLessThan(plain.byteLength);
      expect(decode(bytes)).toEqual(plain);
    }
  });

  test('is not sent to whoever has it', async () => {
    const tag = header(await get('/'), 'etag') ?? '';
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const reply = await get('/', [`if-none-match: ${known}`]);
      expect([known, reply.status, reply.body, header(reply, 'etag')]).toEqual([known, 304, '', tag]);
      expect(header(reply, 'content-security-policy')).toContain('script-src');
    }
    for (const other of ['"other"', tag.slice(0, -2), `${tag.slice(0, -1)}-br"`])
      expect((await get('/', [`if-none-match: ${other}`])).status).toBe(200);
  });

  test('has the same headers for HEAD, and no body', async () => {
    for (const [path, headers] of [
      ['/', [html]],
      [script, ['accept-encoding: br']],
      ['/none', [html]],
    ] as const) {
      const [asked, head] = [await get(path, headers), await get(path, headers, 'HEAD')];
      const named = ({ status, headers }: RawReply) => [
        status,
        [...headers].filter(([name]) => name !== 'date'),
      ];
      expect(named(head)).toEqual(named(asked));
      expect(head.body).toBe('');
      expect(Number(header(head, 'content-length'))).toBeGreaterThan(0);
    }
  });
});

describe('a path of a stranger', () => {
  const hostile = [
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/%252e%252e%252fsecret.txt',
    '/assets/../../secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets%2f..%2f..%2fsecret.txt',
    '/..;/secret.txt',
    '/.%00./secret.txt',
    '/secret.txt%00.svg',
    '/register%00',
    '//secret.txt',
    '//127.0.0.1/register',
    '/\\..\\secret.txt',
    '/%c0%ae%c0%ae/secret.txt',
    '/%zz',
    '/%',
    '/./register',
    '/assets/../register',
    '/register%2f',
    `${script.replace('/index', '%2Findex')}`,
    '/etc/passwd',
    '/%2fetc%2fpasswd',
    '/__proto__',
    '/constructor',
    '/toString',
    `/${'a'.repeat(7_000)}`,
    `/${'%2e%2e%2f'.repeat(700)}secret.txt`,
    `/${'x/'.repeat(3_500)}`,
  ];

  test.each(hostile)('leads to no file: %s', async (path) => {
    writeFileSync(join(dirname(web), 'secret.txt'), 'the secret beside the folder');
    for (const headers of [[html], []]) {
      const reply = await get(path, headers);
      expect([400, 404]).toContain(reply.status);
      expect(reply.body).not.toMatch(/secret beside|root:/);
      expectHeaders(reply, reply.body === shell ? { 'content-security-policy': csp(reply) } : {});
    }
    expect((await get('/register', [html])).status).toBe(200);
  });

  const csp = (reply: RawReply) => header(reply, 'content-security-policy') ?? '';

  test('beyond all measure is refused by the parser, and the server goes on', async () => {
    expect((await get(`/${'a'.repeat(40_000)}`, [html])).status).toBe(413);
    expect((await get('/register', [html])).status).toBe(200);
  });

  test('in the absolute form is no page of ours, and no other server is asked', async () => {
    expect((await get('http://evil.example/register', [html])).status).toBe(404);
  });
});

describe('beside the calls', () => {
  test('rates never stand in the way of a page', async () => {
    const settings = { WEB: web, RATE_LIMITS: 'on', LIMIT_FRAME_RATE: '1', LIMIT_FRAME_BURST: '1' };
    const slow = await serve({ settings });
    const ask = async (path: string) => (await fetch(`${slow.url}${path}`)).status;
    const statuses = async (path: string) => {
      const all = [];
      for (let time = 0; time < 20; time += 1) all.push(await ask(path));
      return new Set(all);
    };
    expect(await statuses('/v1/openapi.json')).toContain(429);
    expect(await statuses('/register')).toEqual(new Set([200]));
    await slow.stop();
  });

  test('pages are counted as every reply is', async () => {
    await using watched = await startKith({ env: { KITH_METRICS_PORT: '0', KITH_WEB: web } });
    for (const path of ['/', '/register', '/none'])
      await (await fetch(`${watched.url}${path}`, { headers: { accept: 'text/html' } })).text();
    const told = await scrape(String(watched.log.find(({ msg }) => msg === 'ready')?.metricsUrl));
    expect(told.of('kith_http_responses_total', { status: '200' })).toBe(2);
    expect(told.of('kith_http_responses_total', { status: '404' })).toBe(1);
  });

  test('a server of https says on every reply that it is never reached without', async () => {
    const secure = await serve({ settings: { WEB: web, PUBLIC_URL: 'https://kith.example.org' } });
    for (const path of ['/', script, '/none', '/healthz', '/v1/none'])
      expect((await fetch(`${secure.url}${path}`)).headers.get('strict-transport-security')).toBe(
        'max-age=31536000',
      );
    const plain = await serve({ settings: { WEB: web, PUBLIC_URL: 'http://kith.example.org' } });
    expect((await fetch(plain.url)).headers.has('strict-transport-security')).toBe(false);
    await plain.stop();
    const policy = (await fetch(secure.url)).headers.get('content-security-policy');
    expect(policy).toContain("connect-src 'self' wss://kith.example.org;");
    await secure.stop();
    expect((await fetch(server.url)).headers.has('strict-transport-security')).toBe(false);
  });

  test('a folder without a web client ends the start with 78, and off leaves the server without pages', async () => {
    const ended = await runKith(['start', '--web', dirname(web)], { env: { KITH_PORT: '0' } });
    expect(ended).toMatchObject({
      code: 78,
      err: expect.stringMatching(/no built web client[\s\S]*fix: .*KITH_WEB/),
    });
    await using bare = await startKith({ args: ['--web', 'off'] });
    const reply = await fetch(bare.url, { headers: { accept: 'text/html' } });
    expect([reply.status, reply.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
  });
});

/** The bytes as they came, which `fetch` would have decoded. */
async function rawBody(url: string, coding: string): Promise<Buffer> {
  const [reply] = (await once(open(url, { headers: { 'accept-encoding': coding } }), 'response')) as [
    IncomingMessage,
  ];
  expect(reply.headers['content-encoding']).toBe(coding);
  const pieces: Buffer[] = [];
  for await (const piece of reply) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
