import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Environment } from '../environment/environment.ts';
import { HandClock } from '../testing/hand-clock.ts';
import { type Fate, memoryHttp, refusal, tokens } from '../testing/memory-http.ts';
import { Remembered } from './remembered.ts';
import { Session } from './session.ts';
import { memoryStorage, type Storage } from './storage.ts';

const minuteMs = 60_000;

/** The server's clock is three hours ahead of this machine's. */
const aheadMs = 180 * minuteMs;

function stage(
  fate: (params: object) => Fate | Promise<Fate>,
  { storage = memoryStorage(), cookie = false }: { storage?: Storage; cookie?: boolean } = {},
) {
  const clock = new HandClock();
  const environment = {
    now: clock.now,
    exclusively: (_: string, task: () => Promise<unknown>) => task(),
  } as unknown as Environment;
  const http = memoryHttp(fate);
  const remembered = new Remembered(storage, 'http://kith');
  const session = new Session({ environment, http: http.call, remembered, cookie });
  const take = (refreshToken?: string) =>
    session.take(tokens(clock.time + aheadMs, refreshToken), clock.time);
  return { clock, http, session, storage, remembered, take };
}

test('a token is in hand until a minute before its end, on a clock that is three hours wrong', async () => {
  const { clock, session, http, take } = stage(() => 'unreachable');
  await take('first');
  expect(await session.token()).toMatchObject({ kind: 'token', renewInMs: 9 * minuteMs });
  expect(session.line.now()).toBe(clock.time + aheadMs);
  clock.pass(9 * minuteMs - 1);
  expect(await session.token()).toMatchObject({ kind: 'token', renewInMs: 1 });
  expect(http.calls).toEqual([]);
  clock.pass(1);
  expect(await session.token()).toEqual({ kind: 'later', reached: false });
  expect(session.device.get()).toMatchObject({ id: 'dev_1' });
});

test('however many ask, one refresh is made', async () => {
  const { clock, session, http, take } = stage(() => ({ ok: true, result: tokens(0, 'second') }));
  await take('first');
  clock.pass(10 * minuteMs);
  const answers = await Promise.all([session.token(), session.token(), session.token({ fresh: true })]);
  expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['token']));
  expect(http.calls).toEqual([{ method: 'sessions.refresh', params: { refreshToken: 'first' } }]);
});

test('a new refresh token is kept before it is used, and replaces the old one as a whole', async () => {
  const steps: string[] = [];
  const inner = memoryStorage();
  const storage: Storage = {
    read: inner.read,
    async write(name, text) {
      await inner.write(name, text);
      steps.push(`kept ${/"refreshToken":"(\w+)"/.exec(text ?? '')?.[1]}`);
    },
  };
  const { session, take } = stage(() => ({ ok: true, result: tokens(0, 'second') }), { storage });
  await take('first');
  await session.token({ fresh: true });
  steps.push('used');
  expect(steps).toEqual(['kept first', 'kept second', 'used']);
});

test('a token that another tab or process refreshed meanwhile is taken from the storage', async () => {
  const { session, http, take, remembered } = stage(() => ({ ok: true, result: tokens(0, 'third') }));
  await take('first');
  await remembered.keep({ id: 'dev_1', name: 'laptop', refreshToken: 'second' });
  await session.token({ fresh: true });
  expect(http.calls[0]?.params).toEqual({ refreshToken: 'second' });
});

test.each([
  ['nobody answers', 'unreachable' as const, { kind: 'later', reached: false }],
  [
    'the server has too much to do',
    refusal({ code: 'overloaded', retry: 'later', retryAfterMs: 700 }),
    { kind: 'later', reached: true, retryAfterMs: 700 },
  ],
  ['the session is over', refusal({ code: 'unauthenticated', retry: 'after-login' }), { kind: 'ended' }],
  [
    'the device was revoked',
    refusal({ code: 'device-revoked', retry: 'never', by: 'Phone' }),
    { kind: 'revoked', by: 'Phone' },
  ],
  [
    'the origin is not allowed',
    refusal({ code: 'forbidden', retry: 'never' }),
    { kind: 'refused', code: 'forbidden' },
  ],
])('where %s, that is what is answered', async (_, fate, answer) => {
  const { session, take } = stage(() => fate);
  await take('first');
  expect(await session.token({ fresh: true })).toEqual(answer);
});

test('a session is resumed from the storage; without a refresh token it is not', async () => {
  const { storage, take, session } = stage(() => 'unreachable');
  await take('first');
  const later = stage(() => ({ ok: true, result: tokens(0, 'second') }), { storage });
  expect(await later.session.resume()).toBe(true);
  expect(await later.session.token()).toMatchObject({ kind: 'token' });
  await later.session.end();
  expect(await later.session.resume()).toBe(false);
  expect(later.session.devices.get()).toEqual([{ id: 'dev_1', name: 'laptop' }]);
  expect(session.device.get()).toMatchObject({ id: 'dev_1' });
});

test('with cookies no secret is ever kept, and the device is named instead', async () => {
  const storage = memoryStorage();
  const { session, take, http } = stage(() => ({ ok: true, result: tokens(0) }), { storage, cookie: true });
  await take();
  await session.token({ fresh: true });
  expect(http.calls).toEqual([{ method: 'sessions.refresh', params: { device: 'dev_1' } }]);
  expect(await storage.read('kith http://kith')).toBe(
    '{"current":"dev_1","devices":[{"id":"dev_1","name":"laptop"}]}',
  );
  await session.wipe();
  expect(await storage.read('kith http://kith')).toBeNull();
  expect(http.calls.at(-1)).toEqual({ method: 'sessions.end', params: { device: 'dev_1' } });
});

test('a storage that fails or holds nonsense ends no session', async () => {
  const broken: Storage = { read: async () => '{nonsense', write: () => Promise.reject(new Error('full')) };
  const { session, take } = stage(() => 'unreachable', { storage: broken });
  expect(await session.resume()).toBe(false);
  await take('first');
  expect(await session.token()).toMatchObject({ kind: 'token' });
});

test('a session that the server has ended is not ended there once more: its cookie may be a newer one', async () => {
  const { session, take, http, remembered } = stage(() => ({ ok: true, result: tokens(0) }), {
    cookie: true,
  });
  await take();
  await session.expire();
  expect([session.device.get(), http.calls]).toEqual([null, []]);
  expect((await remembered.read()).current).toBeNull();
});

const strange = [
  '',
  'null',
  '5',
  '[]',
  '{"devices":null}',
  '{"current":7,"devices":[null,5,{"id":1},{"id":"dev_1","name":"laptop","refreshToken":{}}]}',
];

test.each(strange)('%s where devices are remembered remembers none, and is written over', async (text) => {
  const storage = memoryStorage();
  await storage.write('kith http://kith', text);
  const { session, take } = stage(() => 'unreachable', { storage });
  expect(await session.resume()).toBe(false);
  expect(session.devices.get()).toEqual([]);
  await take('first');
  expect(session.devices.get()).toEqual([{ id: 'dev_1', name: 'laptop' }]);
});

test('what is forgotten is ended at the server, which alone can take a cookie away', async () => {
  const kept = stage(() => 'unreachable', { cookie: true });
  await kept.take();
  await kept.session.forget('dev_1');
  await kept.session.forget('dev_2');
  expect(kept.http.calls).toEqual([{ method: 'sessions.end', params: { device: 'dev_1' } }]);
  const held = stage(() => 'unreachable');
  await held.take('first');
  await held.session.forget('dev_1');
  expect(held.http.calls).toEqual([{ method: 'sessions.end', params: { refreshToken: 'first' } }]);
});

test('an answer that holds no tokens is no answer, and changes nothing', async () => {
  const answers = [{ ok: true, result: {} } as Fate, { ok: true, result: tokens(0, 'second') } as Fate];
  const { clock, session, take } = stage(() => answers.shift() ?? 'unreachable');
  await take('first');
  clock.pass(10 * minuteMs);
  expect(await session.token()).toEqual({ kind: 'later', reached: false });
  expect(session.device.get()).toMatchObject({ id: 'dev_1' });
  expect(await session.token()).toMatchObject({ kind: 'token' });
});

test('a refresh that is answered after a new login of the same device changes nothing of that', async () => {
  const { promise, resolve } = Promise.withResolvers<Fate>();
  const { session, take, storage, clock } = stage(() => promise);
  await take('first');
  const late = session.token({ fresh: true });
  await session.expire();
  await take('newer');
  const inHand = await session.token();
  const kept = await storage.read('kith http://kith');
  resolve({ ok: true, result: tokens(clock.time - minuteMs, 'older') });
  expect(await late).toEqual(inHand);
  expect(await session.token()).toEqual(inHand);
  expect(await storage.read('kith http://kith')).toBe(kept);
});

test('what ends while a new token is being kept stays ended, here and in the storage', async () => {
  const inner = memoryStorage();
  const [begun, slow] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const storage: Storage = {
    read: inner.read,
    async write(name, text) {
      if (text?.includes('second')) {
        begun.resolve();
        await slow.promise;
      }
      await inner.write(name, text);
    },
  };
  const { session, take } = stage(() => ({ ok: true, result: tokens(0, 'second') }), { storage });
  await take('first');
  const late = session.token({ fresh: true });
  await begun.promise;
  const ending = session.end();
  // Whatever does not wait for the write under way is written by then.
  await setImmediate();
  slow.resolve();
  expect(await late).toEqual({ kind: 'ended' });
  await ending;
  expect(session.device.get()).toBeNull();
  expect(await inner.read('kith http://kith')).not.toContain('refreshToken');
});
