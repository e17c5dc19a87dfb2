import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newPerson, type TestDevice } from '../support/person.ts';
import { RawSocket, UpgradeRefused } from '../support/raw-socket.ts';
import { FrameSocket, upgradeHeaders } from './frame-socket.ts';
import { frame, opcodes, text } from './frames.ts';
import { askOnce, type RawReply, type RequestParts, readReplies, request } from './http-bytes.ts';
import { type Stage, setStage } from './stage.ts';
import { errorOf, refusalOf } from './verdict.ts';
import { Wire } from './wire.ts';

let stage: Stage;
let device: TestDevice;

const socketPath = '/v1/socket';
const hello = () => ({ jsonrpc: '2.0', id: 'hello', method: 'hello', params: { token: device.token } });

/** The header lines of an upgrade with those of the same names replaced, or taken out where nothing is given. */
function lines(...changes: readonly string[]): string[] {
  const named = (line: string) => line.slice(0, line.indexOf(':'));
  const changed = new Set(changes.map(named));
  return [
    ...upgradeHeaders.filter((line) => !changed.has(named(line))),
    ...changes.filter((line) => !line.endsWith(':')),
  ];
}

const upgrade = (headers: readonly string[], parts: Partial<RequestParts> = {}): Promise<RawReply> =>
  askOnce(stage.url, { method: 'GET', target: socketPath, headers, ...parts });

describe('[F1] the handshake', () => {
  beforeAll(async () => {
    stage = await setStage();
    device = (await newPerson(stage.url)).device;
  });
  afterEach(() => stage.witness.expectUndisturbed());
  afterAll(() => stage.end());

  const hundred = Array.from({ length: 100 }, (_, index) => `other.${index}`).join(', ');
  const wrong: [name: string, ...changes: string[]][] = [
    ['no subprotocol', 'sec-websocket-protocol:'],
    ['another subprotocol', 'sec-websocket-protocol: chat'],
    ['a subprotocol that begins alike', 'sec-websocket-protocol: kith.v10'],
    ['a subprotocol in capitals', 'sec-websocket-protocol: KITH.V1'],
    ['a hundred others', `sec-websocket-protocol: ${hundred}`],
    ['a subprotocol that is no token', 'sec-websocket-protocol: kith.v1, a b'],
    ['an empty subprotocol besides', 'sec-websocket-protocol: kith.v1,,'],
    ['the same subprotocol twice', 'sec-websocket-protocol: kith.v1, kith.v1'],
    ['version 12', 'sec-websocket-version: 12'],
    ['no version', 'sec-websocket-version:'],
    ['a version that is none', 'sec-websocket-version: x'],
    ['no key', 'sec-websocket-key:'],
    ['a short key', 'sec-websocket-key: AQID'],
    ['a key that is not base64', 'sec-websocket-key: !!!!!!!!!!!!!!!!!!!!!!=='],
  ];

  test.each(wrong)('with %s is a bad request that says which version is right', async (_, ...changes) => {
    const reply = await upgrade(lines(...changes));
    expect(refusalOf(reply)).toBe('bad-request');
    expect(reply.headers.get('sec-websocket-version')).toEqual(['13']);
    expect(reply.headers.get('connection')).toEqual(['close']);
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('by %s is a bad request', async (method) => {
    expect(refusalOf(await upgrade(lines(), { method }))).toBe('bad-request');
  });

  test.each([
    '/',
    '/v1/socket/',
    '//v1/socket',
    '/V1/socket',
    '/v1/socket%00',
    '/v1/%73ocket',
    '/v1/../v1/socket',
    '/v1/devices.list',
    '/healthz',
    '/socket',
    'http://127.0.0.1/v1/socket',
  ])('to another path is not found: %s', async (target) => {
    expect(refusalOf(await upgrade(lines(), { target }))).toBe('not-found');
  });

  test('that asks for no upgrade is an ordinary request for what is not there', async () => {
    expect(refusalOf(await upgrade([]))).toBe('not-found');
    expect(refusalOf(await upgrade(lines('connection: keep-alive')))).toBe('not-found');
    expect(refusalOf(await upgrade(lines('upgrade:')))).toBe('not-found');
    expect(refusalOf(await upgrade(lines('upgrade: h2c')))).toBe('not-found');
  });

  test('takes the one subprotocol out of many, and no extension', async () => {
    const { status, headers } = await upgrade(
      lines(
        `sec-websocket-protocol: ${hundred}, kith.v1`,
        'sec-websocket-extensions: permessage-deflate; client_max_window_bits, x-nonsense',
      ),
    );
    expect(status).toBe(101);
    expect(headers.get('sec-websocket-protocol')).toEqual(['kith.v1']);
    expect(headers.get('sec-websocket-extensions')).toBeUndefined();
    expect(headers.get('kith-level')).toEqual(['1']);
  });

  test('passes over extensions that are nonsense', async () => {
    for (const value of ['x'.repeat(6_000), 'permessage-deflate;;;', '"', 'a; b="', '\x01'.repeat(0)])
      expect((await upgrade([...lines(), `sec-websocket-extensions: ${value}`])).status).toBe(101);
  });

  test('makes nothing of a token in the query', async () => {
    const socket = await RawSocket.open(stage.url, { path: `${socketPath}?token=${device.token}` });
    socket.send({ jsonrpc: '2.0', id: 1, method: 'devices.list', params: {} });
    expect(await socket.closed()).toEqual({ code: 4500, reason: 'the first call is hello' });
  });

  test('may have the first frame right behind it', async () => {
    const wire = await Wire.open(stage.url);
    const first = text(JSON.stringify(hello()));
    await wire.send(Buffer.concat([request({ method: 'GET', target: socketPath, headers: lines() }), first]));
    await wire.until('the answer', (received) => (received.includes('"resumed":false') ? true : undefined));
    wire.cut();
  });

  test('with a body is a handshake, and the body is no frame of text', async () => {
    const wire = await Wire.open(stage.url);
    const headers = [...lines(), 'content-length: 5'];
    await wire.send(
      request({ method: 'GET', target: socketPath, headers, body: 'hello', lengthSaid: false }),
    );
    await wire.until('the reply', (received) => readReplies(received, ['GET'])[0]);
    wire.cut();
  });

  test('that is refused lets go of the line, though its client does not', async () => {
    const before = stage.openFiles();
    const wires = await Promise.all(
      Array.from({ length: 100 }, async (_, index) => {
        const wire = await Wire.open(stage.url, { stubborn: true });
        const headers = index % 2 === 0 ? lines('origin: https://evil.example') : lines('sec-websocket-key:');
        await wire.send(request({ method: 'GET', target: socketPath, headers }));
        await wire.until('a reply', (received) => readReplies(received, ['GET'])[0]);
        return wire;
      }),
    );
    await stage.witness.expectUndisturbed();
    expect(stage.openFiles()).toBeLessThan(before + 10);
    for (const wire of wires) wire.cut();
  });

  test('that breaks off anywhere leaves nothing behind', async () => {
    const before = stage.openFiles();
    const whole = request({ method: 'GET', target: socketPath, headers: lines() });
    for (let end = 0; end < whole.length; end += 7) {
      const wire = await Wire.open(stage.url);
      await wire.send(whole.subarray(0, end));
      wire.cut();
    }
    await stage.witness.expectUndisturbed();
    expect(stage.openFiles()).toBeLessThan(before + 10);
  });
});

describe('[H1] who says no hello', () => {
  beforeAll(async () => {
    stage = await setStage({ LIMIT_HELLO_MS: '500', LIMIT_PENDING_SOCKETS: '20' });
    device = (await newPerson(stage.url)).device;
  });
  afterEach(() => stage.witness.expectUndisturbed());
  afterAll(() => stage.end());

  test.each([
    ['and says nothing', async () => undefined],
    ['and only pings', async (socket: FrameSocket) => socket.expectOpen()],
    [
      'and sends half a frame',
      async (socket: FrameSocket) => socket.wire.send(text(JSON.stringify(hello())).subarray(0, 20)),
    ],
    [
      'and sends half a message',
      async (socket: FrameSocket) =>
        socket.wire.send(frame({ opcode: opcodes.text, payload: '{', fin: false })),
    ],
  ])('%s is closed with 4500 when its time is over', async (_, act) => {
    const socket = await FrameSocket.open(stage.url);
    await act(socket);
    expect(await socket.ended()).toEqual({ code: 4500, reason: 'no hello in time' });
  });

  test('takes room that is bounded: more are told when to come again, and get in when it is over', async () => {
    const opened = await Promise.allSettled(Array.from({ length: 30 }, () => RawSocket.open(stage.url)));
    const refused = opened.flatMap((it) => (it.status === 'rejected' ? [it.reason as UpgradeRefused] : []));
    expect(refused).toHaveLength(10);
    for (const refusal of refused) {
      expect(refusal).toBeInstanceOf(UpgradeRefused);
      expect([refusal.status, JSON.parse(refusal.body)]).toEqual([
        503,
        expect.objectContaining({ code: 'unavailable', retry: 'later', status: 503 }),
      ]);
      const seconds = Number(refusal.headers['retry-after']);
      expect(seconds).toBeGreaterThanOrEqual(5);
      expect(seconds).toBeLessThanOrEqual(15);
    }
    await stage.witness.expectUndisturbed();
    const waiting = opened.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : []));
    for (const socket of waiting) expect(await socket.closed()).toMatchObject({ code: 4500 });
    const { socket } = await device.connect();
    await socket.close();
  });
});

describe('the sockets of a user', () => {
  beforeAll(async () => {
    stage = await setStage({ LIMIT_USER_SOCKETS: '3' });
    device = (await newPerson(stage.url)).device;
  });
  afterAll(() => stage.end());

  test('are counted at the hello: one too many is refused with 4429, those that live go on', async () => {
    const first = await device.connect();
    const second = await device.connect();
    const third = await device.connect();
    const fourth = await FrameSocket.open(stage.url);
    await fourth.say(hello());
    expect(await fourth.ended()).toEqual({ code: 4429, reason: 'quota-exceeded' });
    expect(fourth.messages.map((message) => errorOf(message))).toEqual(['quota-exceeded']);
    for (const { socket } of [first, second, third]) await socket.ok('devices.list');
    await second.socket.close();
    await (await device.connect()).socket.ok('devices.list');
    await stage.witness.expectUndisturbed();
  });

  test('are opened by many at once, and never more than may be', async () => {
    const crowd = (await newPerson(stage.url)).device;
    const sockets = await Promise.all(Array.from({ length: 20 }, () => RawSocket.open(stage.url)));
    const answers = await Promise.all(sockets.map((socket) => socket.call('hello', { token: crowd.token })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
    for (const answer of answers) if (!answer.ok) expect(answer.problem.code).toBe('quota-exceeded');
    await stage.witness.expectUndisturbed();
  });
});

describe('[L3] half a line', () => {
  beforeAll(async () => {
    stage = await setStage({ LIMIT_PING_MS: '300', LIMIT_PONG_MS: '300' });
    device = (await newPerson(stage.url)).device;
  });
  afterEach(() => stage.witness.expectUndisturbed());
  afterAll(() => stage.end());

  const isOnline = async () => {
    const { devices } = await device.http.ok<{ devices: { online: boolean }[] }>('devices.list');
    return devices[0]?.online;
  };

  test('on which nobody answers a ping is cut', async () => {
    const socket = await FrameSocket.greeted(stage.url, device.token);
    expect(await isOnline()).toBe(true);
    await socket.wire.end();
    const pings = socket.frames.filter(({ opcode }) => opcode === opcodes.ping);
    expect(pings).toHaveLength(1);
  });

  test('on which only half a frame comes is cut', async () => {
    const socket = await FrameSocket.greeted(stage.url, device.token);
    const call = text(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'devices.list' }));
    await socket.wire.send(call.subarray(0, 10));
    await socket.wire.end();
  });

  test('that is finished by its client is finished, with a hello or without, upgraded or not', async () => {
    const before = stage.openFiles();
    const greeted = await FrameSocket.greeted(stage.url, device.token);
    const silent = await FrameSocket.open(stage.url);
    const plain = await Wire.open(stage.url);
    await plain.send('POST /v1/devices.list HTTP/1.1\r\n');
    for (const wire of [greeted.wire, silent.wire, plain]) {
      wire.finish();
      await wire.end();
    }
    await stage.witness.expectUndisturbed();
    expect(stage.openFiles()).toBeLessThan(before + 5);
  });
});
