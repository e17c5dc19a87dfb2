import { defaultLimits } from '@kith/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { HttpClient, type Reply } from '../support/http-client.ts';
import { LeapClock } from '../support/leap-clock.ts';
import { fresh, newPerson, TestDevice } from '../support/person.ts';
import { RawSocket, UpgradeRefused } from '../support/raw-socket.ts';
import { type Served, serve } from '../support/server.ts';
import { FrameSocket } from './frame-socket.ts';
import { Witness } from './witness.ts';

let server: Served;
let clock: LeapClock;
let witness: Witness;

/** What may be done at once is as usual; what comes back is slow, so that a slow machine changes nothing. */
const settings = {
  RATE_LIMITS: 'on',
  LIMIT_FRAME_RATE: '1',
  LIMIT_SEND_RATE: '1',
  LIMIT_CONNECT_RATE: '1',
  TRUSTED_PROXIES: '127.0.0.1',
};

beforeAll(async () => {
  clock = new LeapClock({ still: true });
  server = await serve({ settings, clock });
  witness = await Witness.of(server.url);
});
afterEach(() => witness.expectUndisturbed());
afterAll(() => server.stop());

let addresses = 0;
function newAddress(): string {
  addresses += 1;
  return `203.0.113.${addresses}`;
}

const from = (address: string, method: string, params: object = {}, token?: string): Promise<Reply> =>
  new HttpClient(server.url, token).call(method, params, { 'x-forwarded-for': address });

const call = (id: unknown, method = 'devices.list', params: object = {}) => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
});

/** Sends calls in arrays of a hundred. */
async function flood(socket: FrameSocket, calls: readonly unknown[]): Promise<void> {
  for (let start = 0; start < calls.length; start += 100) await socket.say(calls.slice(start, start + 100));
}

async function greeted(): Promise<{ device: TestDevice; socket: FrameSocket }> {
  const device = await TestDevice.register(server.url);
  return { device, socket: await FrameSocket.greeted(server.url, device.token) };
}

describe('calls of a device', () => {
  test('put a whole group of people into a new chat at once, and then wait, since each costs as much as a call', async () => {
    const device = await TestDevice.register(server.url);
    const begin = (count: number) => {
      const members = Array.from({ length: count }, (_, index) => `usr_${index}`);
      return device.http.refused('chats.create', { id: fresh('cmd'), kind: 'group', members });
    };
    expect((await begin(defaultLimits.groupMembers)).code).toBe('forbidden');
    const { code, retryAfterMs } = await begin(500);
    expect([code, Number(retryAfterMs) > 25_000]).toEqual(['rate-limited', true]);
    expect((await begin(0)).code).toBe('forbidden');
    clock.leap(60_000);
    expect((await begin(500)).code).toBe('forbidden');
  });

  test('are answered 120 at once, then refused with the time to wait, then answered again', async () => {
    const { socket } = await greeted();
    await flood(
      socket,
      Array.from({ length: 200 }, (_, index) => call(index)),
    );
    for (let id = 0; id < 200; id += 1) await socket.answer(id);
    const refused = socket.messages.flatMap(({ error }) => (error === undefined ? [] : [error.data]));
    expect(new Set(refused.map(({ code, retry }) => `${code} ${retry}`))).toEqual(
      new Set(['rate-limited later']),
    );
    // The hello took one, and one may have come back meanwhile.
    expect(200 - refused.length).toBeGreaterThanOrEqual(119);
    expect(200 - refused.length).toBeLessThan(150);
    for (const { retryAfterMs = 0 } of refused) {
      expect(retryAfterMs).toBeGreaterThan(0);
      expect(retryAfterMs).toBeLessThanOrEqual(1_000);
    }
    clock.leap(2_000);
    expect((await socket.call(call('again'))).result).toBeDefined();
    socket.cut();
  });

  test('are counted on all its doors together, and those of another device not with them', async () => {
    const { device, socket } = await greeted();
    const { device: other } = await greeted();
    await flood(
      socket,
      Array.from({ length: 150 }, (_, index) => call(index)),
    );
    await socket.answer(149);
    const refused = await device.http.call('devices.list');
    expect([refused.status, refused.body.code]).toEqual([429, 'rate-limited']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect((await other.http.call('devices.list')).status).toBe(200);
    const second = await FrameSocket.open(server.url);
    await second.say(call('hello', 'hello', { token: device.token }));
    expect(await second.ended()).toEqual({ code: 4429, reason: 'rate-limited' });
    socket.cut();
  });

  test('that change something are 60 at once; those behind a refused one keep their order', async () => {
    const { device } = await newPerson(server.url);
    const changer = await FrameSocket.greeted(server.url, device.token);
    const rename = (index: number) =>
      call(index, 'devices.rename', { id: `rename-${index}`, device: device.id, label: `Label ${index}` });
    const ids = Array.from({ length: 90 }, (__, index) => index);
    await changer.say(ids.map(rename));
    for (const id of ids) await changer.answer(id);
    const isRefused = (id: number) => changer.messages.some((it) => it.id === id && it.error !== undefined);
    const firstRefused = ids.findIndex(isRefused);
    // `users.create` took one.
    expect(firstRefused).toBeGreaterThanOrEqual(59);
    expect(ids.slice(firstRefused).every(isRefused)).toBe(true);
    clock.leap(6_000);
    expect((await changer.call({ ...rename(firstRefused), id: 'again' })).result).toBeDefined();
    expect((await device.http.ok<{ devices: object[] }>('devices.list')).devices).toEqual([
      expect.objectContaining({ label: `Label ${firstRefused}` }),
    ]);
    changer.cut();
  });
});

test('searches of a device are 10 at once, then refused with the time to wait; other calls go on', async () => {
  const { device } = await newPerson(server.url);
  const { device: other } = await newPerson(server.url);
  const search = (by: TestDevice) => by.http.call('messages.search', { query: 'anything' });
  const replies = await Promise.all(Array.from({ length: 30 }, () => search(device)));
  const refused = replies.filter(({ status }) => status !== 200);
  expect(replies.length - refused.length).toBeGreaterThanOrEqual(10);
  expect(refused.length).toBeGreaterThanOrEqual(5);
  for (const { status, body } of refused)
    expect([status, body.code, body.retry]).toEqual([429, 'rate-limited', 'later']);
  expect((await device.http.call('chats.list')).status).toBe(200);
  expect((await search(other)).status).toBe(200);
  clock.leap(2_000);
  expect((await search(device)).status).toBe(200);
});

test('messages of a device are 60 at once; the chat has those, in order, and no others', async () => {
  const { device } = await newPerson(server.url);
  const { chat } = await device.http.ok<{ chat: { id: string } }>('chats.create', {
    id: fresh('cmd'),
    kind: 'group',
  });
  const socket = await FrameSocket.greeted(server.url, device.token);
  const ids = Array.from({ length: 90 }, (_, index) => index);
  await socket.say(
    ids.map((id) => call(id, 'messages.send', { id: `say-${id}`, chat: chat.id, text: `flood ${id}` })),
  );
  const said: number[] = [];
  for (const id of ids) if ((await socket.answer(id)).result !== undefined) said.push(id);
  expect(said).toEqual(ids.slice(0, said.length));
  // `users.create` and `chats.create` took one each.
  expect(said.length).toBeGreaterThanOrEqual(58);
  expect(said.length).toBeLessThan(90);
  const { messages } = await device.http.ok<{ messages: { text: string }[] }>('messages.list', {
    chat: chat.id,
    limit: 100,
  });
  expect(messages.map(({ text }) => text)).toEqual(said.map((id) => `flood ${id}`));
  socket.cut();
});

describe('[L9] whoever does not stop is closed with 4429', () => {
  const floods: [name: string, make: (index: number) => unknown][] = [
    ['calls', (index) => call(index)],
    ['calls that want no answer', () => ({ jsonrpc: '2.0', method: 'devices.list' })],
    ['calls of no method', (index) => call(index, 'nonsense')],
    ['what is no call', () => ({})],
    ['renewals', (index) => call(index, 'auth.renew', { token: 'x' })],
    ['commands', (index) => call(index, 'presence.set', { state: 'away' })],
  ];

  test.each(floods)('by %s', async (_, make) => {
    const { socket } = await greeted();
    await flood(
      socket,
      Array.from({ length: 600 }, (__, index) => make(index)),
    );
    expect(await socket.ended()).toEqual({ code: 4429, reason: 'too many calls' });
  });
});

describe('calls without a token', () => {
  test('are counted by address: one that has too many waits, others do not', async () => {
    const [loud, calm] = [newAddress(), newAddress()];
    const guess = (address: string) =>
      from(address, 'sessions.refresh', { refreshToken: 'nonsense' }).then(({ body }) => body.code);
    const codes = await Promise.all(Array.from({ length: 200 }, () => guess(loud)));
    expect(codes.filter((code) => code === 'rate-limited').length).toBeGreaterThan(20);
    expect(codes.filter((code) => code === 'unauthenticated').length).toBeGreaterThanOrEqual(120);
    expect(await guess(calm)).toBe('unauthenticated');
  });

  test('that register are 30 at once', async () => {
    const address = newAddress();
    const register = () =>
      from(address, 'devices.register', { name: fresh('Device'), secret: 's'.repeat(24) });
    const replies = await Promise.all(Array.from({ length: 40 }, register));
    expect(replies.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(30);
    const refused = replies.filter(({ status }) => status !== 200);
    expect(refused.length).toBeGreaterThanOrEqual(5);
    for (const { body } of refused) expect(body).toMatchObject({ code: 'rate-limited', retry: 'later' });
  });
});

describe('sockets of an address', () => {
  const open = (address: string) =>
    RawSocket.open(server.url, { headers: { 'x-forwarded-for': address } }).then(
      (socket) => socket,
      (error: unknown) => {
        if (error instanceof UpgradeRefused) return error;
        throw error;
      },
    );

  test('are opened 30 at once, then refused with 429 and the time to wait, then opened again', async () => {
    const address = newAddress();
    const opened = await Promise.all(Array.from({ length: 45 }, () => open(address)));
    const refused = opened.filter((it) => it instanceof UpgradeRefused);
    expect(opened.length - refused.length).toBeGreaterThanOrEqual(30);
    expect(refused.length).toBeGreaterThanOrEqual(5);
    for (const { status, headers, body } of refused) {
      expect([status, headers['retry-after']]).toEqual([429, '1']);
      expect(JSON.parse(body)).toMatchObject({ code: 'rate-limited', retry: 'later', status: 429 });
    }
    expect(await open(newAddress())).toBeInstanceOf(RawSocket);
    clock.leap(2_000);
    expect(await open(address)).toBeInstanceOf(RawSocket);
    for (const socket of opened) if (socket instanceof RawSocket) await socket.cut();
  });
});

describe('reads that are no calls', () => {
  const read = (path: string, address: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${server.url}${path}`, { headers: { 'x-forwarded-for': address, ...headers } });

  test.each(['/v1/openapi.json', '/.well-known/jwks.json', '/healthz', '/readyz'])(
    '%s is answered 120 times at once, then refused',
    async (path) => {
      const address = newAddress();
      for (let count = 0; count < 120; count += 1) expect((await read(path, address)).status).toBe(200);
      let refused = await read(path, address);
      // One comes back every second, and a slow machine takes some.
      for (let count = 0; refused.ok && count < 30; count += 1) refused = await read(path, address);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await read(path, newAddress())).status).toBe(200);
    },
  );

  test('of a document take next to nothing where it is known', async () => {
    const address = newAddress();
    const first = await read('/v1/openapi.json', address);
    const text = await first.text();
    expect(first.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
    expect(JSON.parse(text)).toHaveProperty('openapi');
    const again = await read('/v1/openapi.json', address, {
      'if-none-match': first.headers.get('etag') ?? '',
    });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });
});
