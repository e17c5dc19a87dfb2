import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newPerson, type TestDevice } from '../support/person.ts';
import { FrameSocket } from './frame-socket.ts';
import { type FrameShape, frame, opcodes, text } from './frames.ts';
import { type Stage, setStage } from './stage.ts';
import { errorOf } from './verdict.ts';

const mebibyte = 1024 * 1024;

let stage: Stage;
let device: TestDevice;
let socket: FrameSocket;

beforeAll(async () => {
  stage = await setStage({ LIMIT_USER_SOCKETS: '1000' });
  device = (await newPerson(stage.url)).device;
});
afterEach(async () => {
  socket.cut();
  await stage.witness.expectUndisturbed();
});
afterAll(() => stage.end());

const call = JSON.stringify({ jsonrpc: '2.0', id: 'list', method: 'devices.list' });
const greeted = async () => {
  socket = await FrameSocket.greeted(stage.url, device.token);
  return socket;
};
const framesOf = (...shapes: FrameShape[]) => Buffer.concat(shapes.map(frame));
const { continuation, text: textCode, binary, close, ping, pong } = opcodes;

describe('a frame that breaks RFC 6455 closes the socket with 1002', () => {
  const breaks: [name: string, ...shapes: FrameShape[]][] = [
    ['not masked', { opcode: textCode, payload: call, masked: false }],
    ['a ping that is not masked', { opcode: ping, masked: false }],
    ...[1, 2, 3, 4, 5, 6, 7].map((rsv): [string, FrameShape] => [
      `reserved bits ${rsv}`,
      { opcode: textCode, payload: call, rsv },
    ]),
    ['a reserved bit on a control frame', { opcode: ping, rsv: 4 }],
    ['a reserved bit on a continuation', { opcode: textCode, fin: false }, { opcode: continuation, rsv: 4 }],
    ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map((opcode): [string, FrameShape] => [
      `reserved opcode ${opcode}`,
      { opcode },
    ]),
    ['a ping in fragments', { opcode: ping, fin: false }],
    ['a pong in fragments', { opcode: pong, fin: false }],
    ['a close in fragments', { opcode: close, payload: Buffer.from([3, 232]), fin: false }],
    ['a ping of 126 bytes', { opcode: ping, payload: 'x'.repeat(126) }],
    ['a pong of 65,536 bytes', { opcode: pong, payload: 'x'.repeat(65_536) }],
    ['a close of 126 bytes', { opcode: close, payload: Buffer.alloc(126, 'x') }],
    ['a continuation of nothing', { opcode: continuation, payload: call }],
    ['a continuation of nothing that goes on', { opcode: continuation, payload: call, fin: false }],
    [
      'a continuation behind a whole message',
      { opcode: textCode, payload: call },
      { opcode: continuation, payload: call },
    ],
    [
      'text inside a message',
      { opcode: textCode, payload: '{', fin: false },
      { opcode: textCode, payload: '}' },
    ],
    [
      'binary inside a message',
      { opcode: textCode, payload: '{', fin: false },
      { opcode: binary, payload: '}' },
    ],
    ['a close of one byte', { opcode: close, payload: Buffer.from([3]) }],
    ...[0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535].map((code): [string, FrameShape] => [
      `a close with code ${code}`,
      { opcode: close, payload: Buffer.from([code >> 8, code & 255]) },
    ]),
  ];

  test.each(breaks)('%s', async (_, ...shapes) => {
    await greeted();
    await socket.wire.send(framesOf(...shapes));
    expect(await socket.ended()).toMatchObject({ code: 1002 });
  });

  test.each(breaks.slice(0, 3))('also before the hello: %s', async (_, ...shapes) => {
    socket = await FrameSocket.open(stage.url);
    await socket.wire.send(framesOf(...shapes));
    expect(await socket.ended()).toMatchObject({ code: 1002 });
  });
});

describe('text that is not UTF-8 closes the socket with 1007', () => {
  const bad: [name: string, ...shapes: FrameShape[]][] = [
    ['in a message', { opcode: textCode, payload: Buffer.from([0x22, 0xff, 0x22]) }],
    [
      'in fragments',
      { opcode: textCode, payload: Buffer.from([0x22, 0xe2]), fin: false },
      { opcode: continuation, payload: Buffer.from([0x28, 0x22]) },
    ],
    ['in the reason of a close', { opcode: close, payload: Buffer.from([3, 232, 0xff]) }],
  ];

  test.each(bad)('%s', async (_, ...shapes) => {
    await greeted();
    await socket.wire.send(framesOf(...shapes));
    expect(await socket.ended()).toMatchObject({ code: 1007 });
  });

  test('a character cut between two fragments is whole again', async () => {
    await greeted();
    const bytes = Buffer.from(call.replace('list', '🙂'));
    const at = bytes.indexOf(0x9f);
    await socket.wire.send(
      framesOf(
        { opcode: textCode, payload: bytes.subarray(0, at), fin: false },
        { opcode: continuation, payload: bytes.subarray(at) },
      ),
    );
    expect((await socket.answer('🙂')).result).toBeDefined();
  });
});

describe('fragments', () => {
  const pieces = (count: number): FrameShape[] => {
    const cuts = Array.from({ length: count }, (_, index) => Math.floor((call.length * index) / count));
    return cuts.map((start, index) => ({
      opcode: index === 0 ? textCode : continuation,
      payload: call.slice(start, cuts[index + 1] ?? call.length),
      fin: index === count - 1,
    }));
  };

  test('64 of them are a message, with pings between them', async () => {
    await greeted();
    const shapes = pieces(64).flatMap((shape, index) =>
      index % 4 === 0 ? [shape, { opcode: ping, payload: String(index) }] : [shape],
    );
    await socket.wire.send(framesOf(...shapes));
    expect((await socket.answer('list')).result).toBeDefined();
  });

  test('65 of them close the socket with 1008', async () => {
    await greeted();
    await socket.wire.send(framesOf(...pieces(65)));
    expect(await socket.ended()).toMatchObject({ code: 1008 });
  });

  test.each([
    ['of one byte', 'x'],
    ['of none', ''],
  ])('%s that never end close it with 1008, and cost nothing', async (_, payload) => {
    const before = stage.rss();
    await greeted();
    await socket.wire.send(frame({ opcode: textCode, payload, fin: false }));
    const many = Buffer.concat(
      Array.from({ length: 10_000 }, () => frame({ opcode: continuation, payload, fin: false })),
    );
    for (let count = 0; count < 100 && !socket.wire.ended; count += 1) await socket.wire.send(many);
    expect(await socket.ended()).toMatchObject({ code: 1008 });
    expect(stage.rss() - before).toBeLessThan(64 * mebibyte);
  });

  test('of a message that is never finished wait without hurting anyone', async () => {
    const waiting = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const half = await FrameSocket.open(stage.url);
        await half.wire.send(frame({ opcode: textCode, payload: '{"jsonrpc":', fin: false }));
        return half;
      }),
    );
    await stage.witness.expectUndisturbed();
    for (const half of waiting) await half.expectOpen();
    for (const half of waiting) half.cut();
  });
});

describe('lengths', () => {
  test.each([16, 64] as const)(
    'written in more bits than needed, %i, are read as they are or refused',
    async (lengthBits) => {
      await greeted();
      await socket.wire.send(frame({ opcode: textCode, payload: call, lengthBits }));
      const settled = await socket.wire.until('an answer or the end', () =>
        socket.messages.some(({ id }) => id === 'list')
          ? 'answered'
          : socket.wire.ended
            ? 'ended'
            : undefined,
      );
      expect(['answered', 'ended']).toContain(settled);
    },
  );

  test('a frame that comes byte by byte is a frame', async () => {
    await greeted();
    for (const byte of text(call)) await socket.wire.send(Buffer.from([byte]));
    expect((await socket.answer('list')).result).toBeDefined();
  });

  test('frames run together and cut anywhere are frames', async () => {
    await greeted();
    const bytes = Buffer.concat([1, 2, 3, 4].map((id) => text(call.replace('"list"', String(id)))));
    for (const [start, end] of [
      [0, 1],
      [1, 70],
      [70, 71],
      [71, 150],
      [150, bytes.length],
    ])
      await socket.wire.send(bytes.subarray(start, end));
    for (const id of [1, 2, 3, 4]) expect((await socket.answer(id)).result).toBeDefined();
  });

  test('an empty text message is no JSON', async () => {
    await greeted();
    await socket.wire.send(frame({ opcode: textCode }));
    expect(await socket.ended()).toEqual({ code: 4500, reason: 'bad JSON' });
  });
});

describe('closing', () => {
  test.each([1000, 1001, 1003, 1011, 3000, 4000, 4999])('code %i is answered by a close', async (code) => {
    await greeted();
    await socket.wire.send(frame({ opcode: close, payload: Buffer.from([code >> 8, code & 255]) }));
    expect(await socket.ended()).toMatchObject({ code });
  });

  test('a close without a code is answered by one without a code', async () => {
    await greeted();
    await socket.wire.send(frame({ opcode: close }));
    expect(await socket.ended()).toEqual({ code: 1005, reason: '' });
  });

  test('nothing behind a close is read', async () => {
    await greeted();
    const set = { state: 'invisible' };
    const later = JSON.stringify({ jsonrpc: '2.0', id: 'late', method: 'presence.set', params: set });
    await socket.wire.send(
      Buffer.concat([frame({ opcode: close, payload: Buffer.from([3, 232]) }), text(later)]),
    );
    expect(await socket.ended()).toMatchObject({ code: 1000 });
    expect(socket.messages.map(({ id }) => id)).not.toContain('late');
  });

  test('whoever does not answer a close is cut off', async () => {
    await greeted();
    await socket.wire.send(text('{'));
    await socket.wire.until('the close', () => socket.frames.find(({ opcode }) => opcode === close));
    await socket.wire.end();
  });
});

describe('floods', () => {
  test.each([true, false])(
    'of pings cut the line before their pongs pile up, read (%s) or not',
    async (reads) => {
      const before = stage.rss();
      await greeted();
      if (!reads) socket.wire.pause();
      const payload = 'x'.repeat(125);
      const many = Buffer.concat(Array.from({ length: 5_000 }, () => frame({ opcode: ping, payload })));
      for (let count = 0; count < 20 && !socket.wire.ended; count += 1) await socket.wire.send(many);
      socket.wire.resume();
      expect(await socket.ended()).toBe('cut');
      expect(stage.rss() - before).toBeLessThan(64 * mebibyte);
    },
  );

  test('of pings that wait for their pongs are no flood', async () => {
    await greeted();
    for (let count = 0; count < 300; count += 1) await socket.expectOpen();
  });

  test('of pongs that nobody asked for are nothing', async () => {
    await greeted();
    const many = Buffer.concat(
      Array.from({ length: 50_000 }, () => frame({ opcode: pong, payload: 'unasked' })),
    );
    await socket.wire.send(many);
    await socket.expectOpen();
  });

  test('of calls by one who never reads its answers end with 4408, and what waits stays bounded', async () => {
    const before = stage.rss();
    await greeted();
    await device.set('large', 'x'.repeat(32_000));
    socket.wire.pause();
    const get = { jsonrpc: '2.0', id: 1, method: 'settings.get', params: { app: 'test' } };
    const many = Buffer.concat(Array.from({ length: 200 }, () => text(JSON.stringify(get))));
    for (let count = 0; count < 5 && !socket.wire.ended; count += 1) {
      await socket.wire.send(many);
      await stage.witness.expectUndisturbed();
    }
    socket.wire.resume();
    const end = await socket.ended();
    // Whoever does not read may be gone before it could be told why.
    if (end !== 'cut') expect(end.code).toBe(4408);
    expect(stage.rss() - before).toBeLessThan(96 * mebibyte);
  });

  test('of messages that are no calls are each answered while rates are off', async () => {
    await greeted();
    const many = Buffer.concat(Array.from({ length: 2_000 }, () => text('{}')));
    await socket.wire.send(many);
    expect(errorOf(await socket.answer(null, 2_000))).toBe('bad-request');
  });
});

describe('a line that breaks', () => {
  test('in the middle of a frame, of a handshake or of nothing leaves nothing behind', async () => {
    await greeted();
    for (let count = 0; count < 20; count += 1) {
      const broken = await FrameSocket.greeted(stage.url, device.token);
      await broken.wire.send(text(call).subarray(0, count));
      broken.cut();
    }
    const { devices } = await device.http.ok<{ devices: { online: boolean }[] }>('devices.list');
    expect(devices.map(({ online }) => online)).toEqual([true]);
  });
});
