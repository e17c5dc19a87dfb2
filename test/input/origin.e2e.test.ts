import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fresh, newPerson, type TestDevice } from '../support/person.ts';
import { upgradeHeaders } from './frame-socket.ts';
import { askOnce, type RawReply } from './http-bytes.ts';
import { type Stage, setStage } from './stage.ts';
import { refusalOf } from './verdict.ts';

let stage: Stage;
let device: TestDevice;

/** What is near an allowed origin and is none. */
const nearly = (origin: string): string[] => {
  const { protocol, hostname, port, host } = new URL(origin);
  const other = protocol === 'http:' ? 'https:' : 'http:';
  return [
    '',
    'null',
    'https://evil.example',
    `${other}//${host}`,
    `${protocol}//${hostname}:${Number(port || 80) + 1}`,
    ...(port === '' ? [] : [`${protocol}//${hostname}`]),
    `${origin}/`,
    `${origin}/path`,
    `${origin}.evil.example`,
    `${origin}0`,
    `${protocol}//sub.${host}`,
    `${protocol}//evil.example/${host}`,
    `${protocol}//evil.example#${host}`,
    `${protocol}//evil.example?${host}`,
    `${protocol}//user@${host}`,
    `${protocol}//${host}@evil.example`,
    `${protocol}//${host}%00.evil.example`,
    `${protocol.toUpperCase()}//${host}`,
    origin.toUpperCase(),
    `${protocol}//${hostname}.:${port}`,
    host,
    `//${host}`,
    `${origin} https://evil.example`,
    `${origin}, ${origin}`,
    `file://${hostname}`,
    `chrome-extension://${hostname}`,
    `${protocol}//[::1]:${port}`,
    `${protocol}//0.0.0.0:${port}`,
    `${protocol}//127.1:${port}`,
    `${protocol}//2130706433:${port}`,
    '*',
    'http://*',
  ].filter((it) => it !== origin);
};

function call(origins: readonly string[], method = 'POST', target = '/v1/devices.list'): Promise<RawReply> {
  const lines = origins.map((origin) => `origin: ${origin}`);
  const headers = ['content-type: application/json', `authorization: Bearer ${device.token}`, ...lines];
  return askOnce(stage.url, { method, target, headers, body: method === 'POST' ? '{}' : '' });
}

function upgrade(origins: readonly string[]): Promise<RawReply> {
  const headers = [...upgradeHeaders, ...origins.map((origin) => `origin: ${origin}`)];
  return askOnce(stage.url, { method: 'GET', target: '/v1/socket', headers });
}

/** Names of the headers by which a page of another origin could read a reply. */
const readableBy = ({ headers }: RawReply) =>
  [...headers.keys()].filter((name) => name.startsWith('access-control'));

async function expectRefusedEverywhere(origins: readonly string[]): Promise<void> {
  for (const reply of [await call(origins), await call(origins, 'OPTIONS'), await upgrade(origins)]) {
    expect([origins, refusalOf(reply)]).toEqual([origins, 'forbidden']);
    expect(readableBy(reply)).toEqual([]);
  }
}

async function expectAllowedEverywhere(origin: string): Promise<void> {
  expect((await upgrade([origin])).status).toBe(101);
  for (const method of ['POST', 'OPTIONS']) {
    const reply = await call([origin], method);
    expect([method, reply.status]).toEqual([method, method === 'POST' ? 200 : 204]);
    expect(reply.headers.get('access-control-allow-origin')).toEqual([origin]);
    expect(reply.headers.get('access-control-allow-credentials')).toEqual(['true']);
    expect(reply.headers.get('access-control-allow-methods')).toEqual(['GET, POST']);
    expect(reply.headers.get('vary')?.join().toLowerCase()).toContain('origin');
  }
}

afterEach(() => stage.witness.expectUndisturbed());

describe('[P5] a server at home', () => {
  beforeAll(async () => {
    stage = await setStage();
    device = (await newPerson(stage.url)).device;
  });
  afterAll(() => stage.end());

  test('takes the origins of this machine, by name and by address', async () => {
    const { port } = new URL(stage.url);
    await expectAllowedEverywhere(`http://127.0.0.1:${port}`);
    await expectAllowedEverywhere(`http://localhost:${port}`);
  });

  test('takes who sends none, and lets no page read what they get', async () => {
    const reply = await call([]);
    expect([reply.status, readableBy(reply)]).toEqual([200, []]);
    expect((await upgrade([])).status).toBe(101);
    const preflight = await call([], 'OPTIONS');
    expect([preflight.status, readableBy(preflight)]).toEqual([204, []]);
  });

  test('refuses all that are nearly those', async () => {
    const { port } = new URL(stage.url);
    for (const name of ['127.0.0.1', 'localhost'])
      for (const origin of nearly(`http://${name}:${port}`)) await expectRefusedEverywhere([origin]);
  });

  test('refuses two origins, though one of them is right', async () => {
    await expectRefusedEverywhere([stage.url, 'https://evil.example']);
    await expectRefusedEverywhere(['https://evil.example', stage.url]);
    await expectRefusedEverywhere([stage.url, stage.url]);
  });

  test('looks at the origin before anything is done, on every method, known or not', async () => {
    const key = fresh('key');
    const op = { id: fresh('op'), key, value: 1, base: 0, ageMs: 0 };
    const headers = [
      'content-type: application/json',
      `authorization: Bearer ${device.token}`,
      'origin: https://evil.example',
    ];
    const body = JSON.stringify({ app: 'test', ops: [op] });
    expect(refusalOf(await askOnce(stage.url, { target: '/v1/settings.set', headers, body }))).toBe(
      'forbidden',
    );
    expect(refusalOf(await askOnce(stage.url, { target: '/v1/nonsense', headers, body }))).toBe('forbidden');
    const { entries } = await device.http.ok<{ entries: { key: string }[] }>('settings.get', { app: 'test' });
    expect(entries.map((entry) => entry.key)).not.toContain(key);
  });

  test('gives a page of another origin nothing to read, whatever is plain to read', async () => {
    for (const target of [
      '/v1/openapi.json',
      '/.well-known/jwks.json',
      '/healthz',
      '/readyz',
      '/',
      '/nothing',
    ]) {
      const headers = ['origin: https://evil.example'];
      const reply = await askOnce(stage.url, { method: 'GET', target, headers });
      expect([target, readableBy(reply)]).toEqual([target, []]);
    }
  });

  test('has no simple request for a form: each of the three types of the web is refused', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const headers = [
        `content-type: ${type}`,
        `authorization: Bearer ${device.token}`,
        `origin: ${stage.url}`,
      ];
      const reply = await askOnce(stage.url, { target: '/v1/devices.list', headers, body: '{}' });
      expect(refusalOf(reply)).toBe('unsupported-media-type');
    }
  });
});

describe('[P5] a server with origins of its own', () => {
  const origins = ['https://kith.example', 'http://app.example:8080'];

  beforeAll(async () => {
    stage = await setStage({ ALLOWED_ORIGINS: origins.join() });
    device = (await newPerson(stage.url)).device;
  });
  afterAll(() => stage.end());

  test('takes these and no other, its own addresses neither', async () => {
    for (const origin of origins) await expectAllowedEverywhere(origin);
    for (const origin of [...origins.flatMap(nearly), stage.url, 'http://localhost'])
      await expectRefusedEverywhere([origin]);
  });
});
