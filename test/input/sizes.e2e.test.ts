import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { app, fresh, newPerson, type TestDevice } from '../support/person.ts';
import { FrameSocket } from './frame-socket.ts';
import { frame, opcodes, text as textFrame } from './frames.ts';
import { ask, askOnce, request } from './http-bytes.ts';
import { type Stage, setStage } from './stage.ts';
import { errorOf, refusalOf } from './verdict.ts';

const frameBytes = 256 * 1024;
const mebibyte = 1024 * 1024;

let stage: Stage;
let device: TestDevice;

/** Header lines of a call. */
const lines = () => ['content-type: application/json', `authorization: Bearer ${device.token}`];

/** A call whose JSON has exactly so many bytes; its unknown field is read, and refused by the schema. */
const sized = (bytes: number) => `{"filler":"${'x'.repeat(bytes - 13)}"}`;

/** A call of a socket of exactly so many bytes. */
function sizedCall(bytes: number): string {
  const call = JSON.stringify({ jsonrpc: '2.0', id: 'big', method: 'devices.list', params: { filler: '' } });
  return call.replace('""', `"${'x'.repeat(bytes - call.length)}"`);
}

describe('the largest message', () => {
  beforeAll(async () => {
    stage = await setStage();
    device = (await newPerson(stage.url)).device;
  });
  afterEach(() => stage.witness.expectUndisturbed());
  afterAll(() => stage.end());

  test('over HTTP is read, and one byte more is too large', async () => {
    const target = '/v1/devices.list';
    expect(sized(frameBytes).length).toBe(frameBytes);
    const largest = await askOnce(stage.url, { target, headers: lines(), body: sized(frameBytes) });
    expect(refusalOf(largest, '')).toBe('validation-failed');
    const larger = await askOnce(stage.url, { target, headers: lines(), body: sized(frameBytes + 1) });
    expect(refusalOf(larger)).toBe('too-large');
  });

  test('in chunks is read, and one byte more is too large', async () => {
    const chunked = (body: string) => {
      const chunks = body.match(/.{1,5000}/g) ?? [];
      const written = chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('');
      const headers = [...lines(), 'transfer-encoding: chunked'];
      const head = request({ target: '/v1/devices.list', headers, lengthSaid: false });
      return Buffer.concat([head, Buffer.from(`${written}0\r\n\r\n`)]);
    };
    const [largest] = await ask(stage.url, chunked(sized(frameBytes)));
    expect(largest && refusalOf(largest)).toBe('validation-failed');
    const [larger] = await ask(stage.url, chunked(sized(frameBytes + 1)));
    expect(larger && refusalOf(larger)).toBe('too-large');
  });

  test('is told to be too large by its header alone, before a byte of it came', async () => {
    const headers = [...lines(), `content-length: ${frameBytes + 1}`];
    const [reply] = await ask(stage.url, request({ target: '/v1/devices.list', headers, lengthSaid: false }));
    expect(reply && refusalOf(reply)).toBe('too-large');
  });

  test('on a socket is read, and one byte more closes it with 1009', async () => {
    const socket = await FrameSocket.greeted(stage.url, device.token);
    expect(sizedCall(frameBytes).length).toBe(frameBytes);
    await socket.wire.send(textFrame(sizedCall(frameBytes)));
    expect(errorOf(await socket.answer('big'))).toBe('validation-failed');
    await socket.wire.send(textFrame(sizedCall(frameBytes + 1)));
    expect(await socket.ended()).toMatchObject({ code: 1009 });
  });

  test('in fragments may have no more bytes either', async () => {
    const socket = await FrameSocket.greeted(stage.url, device.token);
    const half = 'x'.repeat(frameBytes / 2);
    await socket.wire.send(frame({ opcode: opcodes.text, payload: `{"a":"${half}`, fin: false }));
    await socket.wire.send(frame({ opcode: opcodes.continuation, payload: `${half}"}` }));
    expect(await socket.ended()).toMatchObject({ code: 1009 });
  });

  test.each([2n ** 31n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n])(
    'that a header announces with %d bytes closes the socket before any came',
    async (lengthSaid) => {
      const socket = await FrameSocket.greeted(stage.url, device.token);
      await socket.wire.send(frame({ opcode: opcodes.text, lengthSaid }));
      expect(await socket.ended()).toMatchObject({ code: 1009 });
    },
  );

  test('a body that never ends is not read to its end', async () => {
    const before = stage.rss();
    const headers = [...lines(), 'transfer-encoding: chunked'];
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    const head = request({ target: '/v1/devices.list', headers, lengthSaid: false });
    const endless = Buffer.concat([head, Buffer.from(chunk.repeat(640))]);
    const [reply] = await ask(stage.url, endless);
    if (reply !== undefined) expect(refusalOf(reply)).toBe('too-large');
    expect(stage.rss() - before).toBeLessThan(64 * mebibyte);
  });

  test('a frame at the limit many times over is no more than its parts', async () => {
    const before = stage.rss();
    const socket = await FrameSocket.greeted(stage.url, device.token);
    for (let count = 0; count < 100; count += 1) await socket.wire.send(textFrame(sizedCall(frameBytes)));
    await socket.answer('big', 100);
    socket.cut();
    expect(stage.rss() - before).toBeLessThan(128 * mebibyte);
  });
});

describe('a value', () => {
  beforeAll(async () => {
    stage = await setStage();
    device = (await newPerson(stage.url)).device;
  });
  afterEach(() => stage.witness.expectUndisturbed());
  afterAll(() => stage.end());

  const op = (rest: object) => ({ id: fresh('op'), key: 'k', value: 1, base: 0, ageMs: 0, ...rest });
  const outcomesOf = async (ops: object[]) => {
    const { results } = await device.http.ok<{ results: { outcome: string; code?: string }[] }>(
      'settings.set',
      { app, ops },
    );
    return results.map(({ outcome, code }) => code ?? outcome);
  };

  test('of a setting may have 32 KiB of UTF-8, counted in bytes', async () => {
    const ops = ['x', 'é', '€', '🙂'].flatMap((char, index) => {
      const bytes = Buffer.byteLength(char);
      const count = Math.floor((32 * 1024 - 2) / bytes);
      const rest = 'x'.repeat(32 * 1024 - 2 - count * bytes);
      const value = char.repeat(count) + rest;
      return [op({ key: `fits.${index}`, value }), op({ key: `not.${index}`, value: `${value}x` })];
    });
    for (const pair of [ops.slice(0, 2), ops.slice(2, 4), ops.slice(4, 6), ops.slice(6)])
      expect(await outcomesOf(pair)).toEqual(['applied', 'too-large']);
  });

  test('key and id have their lengths in characters, whatever these weigh', async () => {
    expect(
      await outcomesOf([
        op({ key: 'k'.repeat(128) }),
        op({ key: 'k'.repeat(129) }),
        op({ key: '🙂'.repeat(128) }),
        op({ key: '🙂'.repeat(129) }),
        op({ key: '' }),
      ]),
    ).toEqual(['applied', 'validation-failed', 'applied', 'validation-failed', 'validation-failed']);
    expect((await device.http.refused('settings.set', { app, ops: [op({ id: 'i'.repeat(65) })] })).code).toBe(
      'validation-failed',
    );
  });

  test('ops come 64 at once, and not one more', async () => {
    const ops = Array.from({ length: 65 }, (_, index) => op({ key: `many.${index}` }));
    expect((await device.http.refused('settings.set', { app, ops })).code).toBe('too-large');
    expect(new Set(await outcomesOf(ops.slice(1)))).toEqual(new Set(['applied']));
  });
});

describe('where an operator allows messages of 12 MiB', () => {
  const large = 12 * mebibyte;

  beforeAll(async () => {
    stage = await setStage({ LIMIT_FRAME_BYTES: String(large) }, { growthMax: 768 * mebibyte });
    device = (await newPerson(stage.url)).device;
  });
  afterEach(() => stage.witness.expectUndisturbed());
  afterAll(() => stage.end());

  const bodies: [name: string, body: string][] = [
    ['5,000,000 levels', '['.repeat(5_000_000) + ']'.repeat(5_000_000)],
    ['1,000,000 levels of objects', '{"":'.repeat(1_000_000)],
    ['100,000 members', `{${Array.from({ length: 100_000 }, (_, index) => `"member${index}":0`).join(',')}}`],
    ['100,000 members that are one', `{${Array.from({ length: 100_000 }, () => '"m":0').join(',')}}`],
    ['10 MB of escaped NULs', JSON.stringify({ text: '\0'.repeat(1_700_000) })],
    ['10 MB of digits', `{"number":${'1'.repeat(10_000_000)}}`],
    ['10 MB of backslashes', JSON.stringify({ text: '\\'.repeat(5_000_000) })],
    ['a key of 10 MB', JSON.stringify({ ['k'.repeat(10_000_000)]: 1 })],
    ['a million arrays', JSON.stringify({ list: Array.from({ length: 1_000_000 }, () => []) })],
  ];

  test.each(bodies)('%s are refused on both doors', async (_, body) => {
    const expected = expect.stringMatching(/^(bad-request|validation-failed)$/);
    const reply = await askOnce(stage.url, { target: '/v1/devices.list', headers: lines(), body });
    expect(refusalOf(reply)).toEqual(expected);
    const socket = await FrameSocket.greeted(stage.url, device.token);
    await socket.wire.send(textFrame(body));
    expect(errorOf(await socket.answer(null))).toBe('bad-request');
    const call = `{"jsonrpc":"2.0","id":"in","method":"devices.list","params":${body}}`;
    if (call.length <= large) {
      await socket.wire.send(textFrame(call));
      const answer = await socket.wire.until('an answer', () => socket.messages.filter((it) => it.error)[1]);
      expect(errorOf(answer)).toEqual(expected);
    }
    await socket.expectOpen();
    socket.cut();
  });
});
