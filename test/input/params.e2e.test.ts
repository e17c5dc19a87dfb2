import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fresh } from '../support/person.ts';
import { RawSocket } from '../support/raw-socket.ts';
import { type Cast, clientOf, httpMethods, newCast, rightCalls } from './calls.ts';
import { FrameSocket } from './frame-socket.ts';
import { text as textFrame } from './frames.ts';
import { type Stage, setStage } from './stage.ts';
import { errorOf } from './verdict.ts';

let stage: Stage;
let cast: Cast;

beforeAll(async () => {
  stage = await setStage({ OPEN_JOIN: 'true' });
  cast = await newCast(stage.url);
});
afterEach(() => stage.witness.expectUndisturbed());
afterAll(() => stage.end());

/** Fields in which null says something. */
const nullable: ReadonlySet<string> = new Set([
  'users.create displayName',
  'users.update displayName',
  'chats.update title',
  'chats.update purpose',
  'invites.create expiresInMs',
  'invites.create uses',
]);

/** Fields that take any JSON. */
const anything: ReadonlySet<string> = new Set(['settings.preview value']);

describe.each(httpMethods)('%s', (method) => {
  test.each([
    ['an unknown field', { nonsense: 1 }],
    ['an unknown field that is empty', { '': null }],
    ['a field of its envelope', { jsonrpc: '2.0' }],
    ['a field of another case', { ID: 'x' }],
    ['a constructor', { constructor: { prototype: { admin: true } } }],
    ['a prototype', JSON.parse('{"__proto__":{"admin":true}}') as object],
  ])('refuses right params with %s besides', async (_, besides) => {
    const call = rightCalls[method](cast);
    const params: Record<string, unknown> = { ...call.params };
    for (const [name, value] of Object.entries(besides))
      Object.defineProperty(params, name, { value, enumerable: true });
    const { code, hint } = await clientOf(call, cast).refused(method, params);
    expect([code, hint]).toEqual(['validation-failed', expect.stringContaining('Unrecognized key')]);
  });

  test.each([[null], [true], [0], ['{}'], [[]], [[{}]]])('refuses %j in place of params', async (params) => {
    const call = rightCalls[method](cast);
    expect((await clientOf(call, cast).refused(method, params)).code).toBe('validation-failed');
  });

  test('refuses each of its fields as an array, an object and a text where none is', async () => {
    const call = rightCalls[method](cast);
    for (const [name, value] of Object.entries(call.params)) {
      if (anything.has(`${method} ${name}`)) continue;
      const others: unknown[] = [
        [value],
        { value },
        null,
        ...(typeof value === 'string' ? [1, true] : ['1']),
      ];
      for (const other of others) {
        if (other === null && nullable.has(`${method} ${name}`)) continue;
        const answer = await clientOf(call, cast).refused(method, { ...call.params, [name]: other });
        expect([name, other, answer.code]).toEqual([name, other, 'validation-failed']);
      }
    }
  });
});

describe('an unknown field', () => {
  const op = () => ({ id: fresh('op'), key: 'theme', value: 1, base: 0, ageMs: 0 });

  test.each(['"nonsense":1', '"":1', '"__proto__":{"ifBase":true}', '"constructor":{}', '"device":"x"'])(
    'in an op rejects that op alone: %s',
    async (member) => {
      const strange = JSON.stringify(op()).replace('}', `,${member}}`);
      const ops = [op(), JSON.parse(strange) as object, op()];
      const { results } = await cast.first.http.ok<{ results: object[] }>('settings.set', {
        app: 'demo',
        ops,
      });
      expect(results).toEqual([
        expect.objectContaining({ outcome: 'applied' }),
        expect.objectContaining({ outcome: 'rejected', code: 'validation-failed' }),
        expect.objectContaining({ outcome: expect.stringMatching(/applied|same/) }),
      ]);
    },
  );

  test('in a hello is answered and closes the socket with 4500, also one level down', async () => {
    const { token } = cast.first;
    for (const params of [
      { token, nonsense: 1 },
      { token, client: { name: 'a', version: '1', nonsense: 1 } },
      { token, client: { name: 'a', version: '1', constructor: 1 } },
    ]) {
      const socket = await RawSocket.open(stage.url);
      expect((await socket.refused('hello', params)).code).toBe('validation-failed');
      expect(await socket.closed()).toEqual({ code: 4500, reason: 'validation-failed' });
    }
  });

  test('in the envelope of a call is a bad request that names the call', async () => {
    const socket = await FrameSocket.greeted(stage.url, cast.first.token);
    const call = { jsonrpc: '2.0', id: 'strange', method: 'devices.list', params: {} };
    expect(errorOf(await socket.call({ ...call, nonsense: 1 }))).toBe('bad-request');
    const strange = JSON.stringify(call).replace('{', '{"__proto__":{"method":"sync"},');
    await socket.wire.send(textFrame(strange));
    expect(errorOf(await socket.answer('strange', 2))).toBe('bad-request');
    socket.cut();
  });
});

test('members of every object stay bounded, and a hint is well-formed wherever it is cut', async () => {
  for (const filler of ['🙂', 'a🙂', '\u{10ffff}x']) {
    const { code, hint = '' } = await cast.first.http.refused('devices.list', { [filler.repeat(200)]: 1 });
    expect([code, hint.isWellFormed()]).toEqual(['validation-failed', true]);
    expect(hint.length).toBeLessThanOrEqual(300);
  }
});
