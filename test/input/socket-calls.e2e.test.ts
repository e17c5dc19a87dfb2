import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newPerson, type TestDevice } from '../support/person.ts';
import { FrameSocket } from './frame-socket.ts';
import { frame, opcodes, text } from './frames.ts';
import { type Stage, setStage } from './stage.ts';
import { errorOf } from './verdict.ts';

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

const list = (id: unknown = 'list') => ({ jsonrpc: '2.0', id, method: 'devices.list', params: {} });
const hello = (id: unknown = 'hello') => ({
  jsonrpc: '2.0',
  id,
  method: 'hello',
  params: { token: device.token },
});
/** A call as a JSON-RPC notification. */
const unanswered = ({ id: _, ...call }: { id: unknown }) => call;
const greeted = async () => {
  socket = await FrameSocket.greeted(stage.url, device.token);
  return socket;
};

describe('[H1] before the hello', () => {
  const someHello = { jsonrpc: '2.0', id: 1, method: 'hello', params: { token: 'x' } };
  const firsts: [name: string, first: unknown][] = [
    ['another call', list()],
    ['a call that needs no token', { ...list(), method: 'sessions.create' }],
    ['a renewal', { ...list(), method: 'auth.renew', params: { token: 'x' } }],
    ['a method that is none', { ...list(), method: 'nonsense' }],
    ['a hello without an id', { jsonrpc: '2.0', method: 'hello', params: { token: 'x' } }],
    ['a hello in another case', { ...list(), method: 'Hello' }],
    ['an object that is no call', {}],
    ['a JSON-RPC answer', { jsonrpc: '2.0', id: 1, result: {} }],
    ['null', null],
    ['a number', 1],
    ['an empty array', []],
    ['too long an array', Array.from({ length: 101 }, () => list())],
    ['an array that begins with another call', [list(), someHello]],
    ['text with a NUL', { ...someHello, id: '\0' }],
  ];

  test.each(firsts)('%s closes the socket with 4500 and is not answered', async (_, first) => {
    socket = await FrameSocket.open(stage.url);
    await socket.say(first);
    expect(await socket.ended()).toEqual({ code: 4500, reason: 'the first call is hello' });
    expect(socket.messages).toEqual([]);
  });

  test('a binary frame closes it with 4500, also one that holds a hello', async () => {
    socket = await FrameSocket.open(stage.url);
    await socket.wire.send(frame({ opcode: opcodes.binary, payload: JSON.stringify(hello()) }));
    expect(await socket.ended()).toEqual({ code: 4500, reason: 'frames are text' });
  });

  test('pings are answered, and are no first call', async () => {
    socket = await FrameSocket.open(stage.url);
    await socket.expectOpen();
    expect((await socket.call(hello())).result).toMatchObject({ level: 1 });
  });
});

describe('[H1] a second hello', () => {
  test.each([
    ['later', async () => socket.say(hello())],
    ['with a bad token', async () => socket.say({ ...hello(), params: { token: 'x' } })],
    ['without an id', async () => socket.say(unanswered(hello()))],
    ['in an array', async () => socket.say([list(), hello()])],
  ])('%s closes the socket with 4500', async (_, again) => {
    await greeted();
    await again();
    expect(await socket.ended()).toEqual({ code: 4500, reason: 'hello was said before' });
  });

  test.each([
    ['in two frames', () => Buffer.concat([text(JSON.stringify(hello(1))), text(JSON.stringify(hello(2)))])],
    ['in one array', () => text(JSON.stringify([hello(1), hello(2)]))],
  ])('sent at once with the first, %s, closes it with 4500', async (_, both) => {
    socket = await FrameSocket.open(stage.url);
    await socket.wire.send(both());
    expect(await socket.ended()).toEqual({ code: 4500, reason: 'hello was said before' });
  });
});

describe('[H6] calls behind a hello', () => {
  test('are taken when it is answered, those that are no calls too', async () => {
    socket = await FrameSocket.open(stage.url);
    await socket.say([hello(), list('early'), { id: 'wrong' }]);
    const early = await socket.answer('early');
    expect(early.result).toBeDefined();
    expect(errorOf(await socket.answer('wrong'))).toBe('bad-request');
  });

  test('are lost with one that is refused', async () => {
    socket = await FrameSocket.open(stage.url);
    await socket.say([{ ...hello(), params: { token: 'x' } }, list('early')]);
    expect(await socket.ended()).toMatchObject({ code: 4401 });
    expect(socket.messages.map(({ id }) => id)).toEqual(['hello']);
    expect(errorOf(socket.messages[0] ?? {})).toBe('unauthenticated');
  });

  test('may not be more than a hundred before its answer', async () => {
    socket = await FrameSocket.open(stage.url);
    const early = Array.from({ length: 300 }, (_, index) => text(JSON.stringify(list(index))));
    await socket.wire.send(Buffer.concat([text(JSON.stringify(hello())), ...early]));
    expect(await socket.ended()).toEqual({ code: 4500, reason: 'too many calls before the hello' });
  });
});

describe('[F4] on a socket that said hello', () => {
  test('a binary frame closes it with 4500', async () => {
    await greeted();
    await socket.wire.send(frame({ opcode: opcodes.binary, payload: JSON.stringify(list()) }));
    expect(await socket.ended()).toEqual({ code: 4500, reason: 'frames are text' });
  });

  const policies: [name: string, value: unknown][] = [
    ['an empty array', []],
    ['an array of 101 calls', Array.from({ length: 101 }, (_, index) => list(index))],
    ['a lone surrogate in an id', { ...list(), id: '\ud800' }],
    ['a NUL in an id', { ...list(), id: '\0' }],
    ['an id beyond the integers', { ...list(), id: 2 ** 53 }],
    ['a NUL in a method', { ...list(), method: 'devices.list\0' }],
  ];

  test.each(policies)('%s is answered once as a whole, with id null', async (_, value) => {
    await greeted();
    await socket.wire.send(text(JSON.stringify(value)));
    expect(errorOf(await socket.answer(null))).toBe('bad-request');
    await socket.call(list('then'));
    expect(socket.messages.filter(({ id }) => id === null)).toHaveLength(1);
    expect(socket.messages.map(({ id }) => id)).toEqual(['hello', null, 'then']);
  });

  test('an array of 100 calls is taken, and each call answered', async () => {
    await greeted();
    await socket.say(Array.from({ length: 100 }, (_, index) => list(index)));
    for (let index = 0; index < 100; index += 1)
      expect((await socket.answer(index)).result).toMatchObject({ devices: [{ id: device.id }] });
  });

  const oddities: [name: string, odd: unknown, id: unknown][] = [
    ['null', null, null],
    ['a text', 'devices.list', null],
    ['an array', [list()], null],
    ['no version', { id: 7, method: 'devices.list' }, 7],
    ['version 1.0', { ...list(7), jsonrpc: '1.0' }, 7],
    ['a version that is a number', { ...list(7), jsonrpc: 2 }, 7],
    ['no method', { jsonrpc: '2.0', id: 7 }, 7],
    ['a method that is no text', { ...list(7), method: ['devices.list'] }, 7],
    ['a method of 65 characters', { ...list(7), method: 'x'.repeat(65) }, 7],
    ['a member besides', { ...list(7), nonsense: 1 }, 7],
    ['an id that is null', list(null), null],
    ['an id that is an object', list({ a: 1 }), null],
    ['an id that is an array', list([1]), null],
    ['an id that is a truth value', list(true), null],
    ['an id that is a fraction', list(1.5), 1.5],
    ['an id of 65 characters', list('i'.repeat(65)), 'i'.repeat(65)],
  ];

  test.each(oddities)('what is no call among others is answered alone: %s', async (_, odd, id) => {
    await greeted();
    await socket.say([list('before'), odd, list('behind')]);
    for (const fine of ['before', 'behind']) expect((await socket.answer(fine)).result).toBeDefined();
    const wrong = socket.messages.filter(({ error }) => error !== undefined);
    expect(wrong.map((message) => [message.id, errorOf(message), message.error?.code])).toEqual([
      [id, 'bad-request', -32600],
    ]);
  });

  test.each([
    ['text', ''],
    ['64 characters', '🙂'.repeat(64)],
    ['zero', 0],
    ['a negative number', -9_007_199_254_740_991],
    ['names of prototypes', '__proto__'],
  ])('an id comes back as it was: %s', async (_, id) => {
    await greeted();
    await socket.say(list(id));
    expect((await socket.answer(id)).result).toBeDefined();
  });

  test('the same id twice is answered twice', async () => {
    await greeted();
    await socket.say([list('twin'), { ...list('twin'), method: 'nonsense' }]);
    const answers = [await socket.answer('twin', 1), await socket.answer('twin', 2)];
    expect(answers.filter(({ result }) => result !== undefined)).toHaveLength(1);
    expect(answers.filter(({ error }) => error !== undefined).map((it) => errorOf(it))).toEqual([
      'not-found',
    ]);
  });

  test('a call without an id is carried out and never answered, right or wrong', async () => {
    await greeted();
    await socket.say([
      { ...unanswered(list()), method: 'presence.set', params: { state: 'away' } },
      { ...unanswered(list()), method: 'presence.set', params: { state: 'nonsense' } },
      { ...unanswered(list()), method: 'nonsense' },
      { ...unanswered(list()), method: 'auth.renew', params: { token: 'x' } },
      { ...unanswered(list()), method: 'auth.renew', params: { token: device.token } },
    ]);
    await socket.call(list('then'));
    expect(socket.messages.filter(({ id }) => id !== undefined).map(({ id }) => id)).toEqual([
      'hello',
      'then',
    ]);
    await socket.wire.until('its effect', () => socket.messages.find(({ method }) => method === 'signal'));
  });

  test.each([
    ['nonsense'],
    ['toString'],
    ['__proto__'],
    ['constructor'],
    ['Devices.list'],
    ['devices.list '],
    [''],
  ])('a name that is no method is not found: %j', async (method) => {
    await greeted();
    expect(errorOf(await socket.call({ ...list('odd'), id: 'odd', method }))).toBe('not-found');
  });

  test.each([[[]], [[{}]], [null], ['x'], [1], [true]])(
    'params that are no object are refused: %j',
    async (params) => {
      await greeted();
      const answer = await socket.call({ ...list(), id: 'odd', params });
      expect([errorOf(answer), answer.error?.code]).toEqual(['validation-failed', -32602]);
    },
  );

  test('params may be left out', async () => {
    await greeted();
    expect((await socket.call({ jsonrpc: '2.0', id: 'bare', method: 'devices.list' })).result).toBeDefined();
  });
});
