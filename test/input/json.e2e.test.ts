import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fresh, newPerson, type TestDevice } from '../support/person.ts';
import { FrameSocket } from './frame-socket.ts';
import { text as textFrame } from './frames.ts';
import { askOnce, type RawReply } from './http-bytes.ts';
import { chosen, invalid, type JsonCase, valid } from './json-cases.ts';
import { type Stage, setStage } from './stage.ts';
import { errorOf, refusalOf } from './verdict.ts';

let stage: Stage;
let device: TestDevice;

beforeAll(async () => {
  stage = await setStage({ LIMIT_USER_SOCKETS: '1000' });
  device = (await newPerson(stage.url)).device;
});
afterEach(() => stage.witness.expectUndisturbed());
afterAll(() => stage.end());

/** Sends bytes as the body of a call. */
function post(body: Buffer, method = 'settings.get'): Promise<RawReply> {
  const headers = ['content-type: application/json', `authorization: Bearer ${device.token}`];
  return askOnce(stage.url, { target: `/v1/${method}`, headers, body });
}

describe('as the body of a call over HTTP', () => {
  test.each(valid)('a value that is no params is refused by its schema: $name', async ({ bytes }) => {
    expect(refusalOf(await post(bytes))).toBe('validation-failed');
  });

  test.each(invalid)('what is no JSON is a bad request: $name', async ({ bytes }) => {
    expect(refusalOf(await post(bytes))).toBe('bad-request');
  });

  test.each(chosen)('what parsers differ about is $fate: $name', async ({ bytes, fate }) => {
    expect(refusalOf(await post(bytes))).toBe(fate === 'taken' ? 'validation-failed' : 'bad-request');
  });
});

describe('as a frame on a socket', () => {
  let socket: FrameSocket;

  async function greeted(): Promise<FrameSocket> {
    socket = await FrameSocket.greeted(stage.url, device.token);
    return socket;
  }
  afterEach(() => socket.cut());

  /** Expects that a frame is refused as a whole or in its parts, and that the socket goes on. */
  async function expectRefused({ bytes }: JsonCase): Promise<void> {
    await greeted();
    await socket.wire.send(textFrame(bytes));
    const said = await socket.call({ jsonrpc: '2.0', id: 'then', method: 'devices.list' });
    expect(said.result).toBeDefined();
    const refused = socket.messages.filter(({ error }) => error !== undefined);
    expect(refused.length).toBeGreaterThan(0);
    for (const message of refused) {
      expect(message.id).toBeNull();
      expect(errorOf(message)).toBe('bad-request');
    }
  }

  test.each(valid)('a value that is no call is refused, and the socket goes on: $name', expectRefused);

  test.each(invalid)('what is no JSON closes it with 4500: $name', async ({ bytes }) => {
    await greeted();
    await socket.wire.send(textFrame(bytes));
    expect(await socket.ended()).toEqual({ code: 4500, reason: 'bad JSON' });
  });

  describe('what parsers differ about', () => {
    test.each(chosen.filter(({ fate }) => fate !== 'broken'))('is refused: $name', expectRefused);

    test.each(chosen.filter(({ fate }) => fate === 'broken'))('closes it: $name', async ({ bytes, utf8 }) => {
      await greeted();
      await socket.wire.send(textFrame(bytes));
      expect(await socket.ended()).toMatchObject({ code: utf8 ? 4500 : 1007 });
    });
  });
});

describe('as the value of a setting', () => {
  /** Sends bytes where the value stands, and gives the reply. */
  function set(value: Buffer): Promise<RawReply> {
    const op = `{"id":"${fresh('op')}","key":"json","base":0,"ageMs":0,"value":`;
    const start = Buffer.from(`{"app":"json","ops":[${op}`);
    return post(Buffer.concat([start, value, Buffer.from('}]}')]), 'settings.set');
  }

  async function expectStored({ bytes }: JsonCase): Promise<void> {
    const { status, body } = await set(bytes);
    expect([status, body]).toEqual([200, expect.stringMatching(/"outcome":"(applied|same)"/)]);
    const { body: read } = await post(Buffer.from('{"app":"json"}'));
    const expected = JSON.stringify(JSON.parse(bytes.toString()));
    expect(read).toContain(`"value":${expected},"rev"`);
  }

  /** The value stands three levels deep in its call. */
  const deep = (levels: number) => Buffer.from('['.repeat(levels) + ']'.repeat(levels));

  test.each(valid)('it is kept as it is: $name', expectStored);

  test.each(chosen.filter(({ fate }) => fate === 'taken'))('it is kept as a value: $name', expectStored);

  test('it may fill the levels that its call leaves, and no more', async () => {
    await expectStored({ name: '', bytes: deep(13) });
    expect(refusalOf(await set(deep(14)))).toBe('bad-request');
  });

  test.each([...invalid, ...chosen.filter(({ fate }) => fate !== 'taken')])(
    'the call is a bad request: $name',
    async ({ bytes }) => {
      expect(refusalOf(await set(bytes))).toBe('bad-request');
    },
  );

  test('of a member that comes twice the last one counts', async () => {
    await set(Buffer.from('{"a":1,"b":2,"a":3}'));
    const { body } = await post(Buffer.from('{"app":"json"}'));
    expect(body).toContain('"value":{"a":3,"b":2}');
  });
});
