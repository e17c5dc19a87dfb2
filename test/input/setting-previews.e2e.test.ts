import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { another, app, fresh, newPerson, type Person, TestDevice } from '../support/person.ts';
import type { RawSocket } from '../support/raw-socket.ts';
import { serve } from '../support/server.ts';
import { headOf } from '../support/sync.ts';
import { type Stage, setStage } from './stage.ts';
import { cleanTexts } from './texts.ts';

interface Signal {
  readonly type: string;
  readonly topic: string;
  readonly from: object;
  readonly data: { readonly key: string; readonly value: unknown };
}

let stage: Stage;
let ann: Person;
let phone: TestDevice;

beforeAll(async () => {
  stage = await setStage({ LIMIT_USER_SOCKETS: '1000' });
  ann = await newPerson(stage.url);
  phone = await another(ann.device);
});
afterEach(() => stage.witness.expectUndisturbed());
afterAll(() => stage.end());

const previews = (socket: RawSocket) =>
  socket.inbox.said<Signal>('signal').filter(({ type }) => type === 'setting.preview');

const shown = (socket: RawSocket, key: string): Promise<Signal> =>
  socket.inbox.until(`a preview of ${key}`, () => previews(socket).find(({ data }) => data.key === key));

/** A drag of a key that no other test has. */
const drag = (rest: object = {}) => ({ app, key: fresh('key'), value: 12, ...rest });

describe('[K11] a preview', () => {
  test('shows on all other connections of the user, the own other tab too, and is stored nowhere', async () => {
    const opened = await Promise.all([ann.device, ann.device, phone].map((device) => device.connect()));
    const [tab, otherTab, other] = opened.map(({ socket }) => socket) as [RawSocket, RawSocket, RawSocket];
    const { socket: stranger } = await (await newPerson(stage.url)).device.connect();
    const head = await headOf(phone);
    const params = drag({ value: { deep: [1, null] } });
    expect(await tab.ok('settings.preview', params)).toEqual({});
    const told = await shown(other, params.key);
    expect(told).toEqual({
      type: 'setting.preview',
      topic: `user:${ann.user.id}`,
      from: { user: ann.user.id, device: ann.device.id },
      data: { ...params, scope: 'user', device: ann.device.id },
    });
    expect(await shown(otherTab, params.key)).toEqual(told);
    const barrier = drag();
    await other.ok('settings.preview', barrier);
    await shown(tab, barrier.key);
    expect(previews(tab).filter(({ data }) => data.key === params.key)).toEqual([]);
    expect(previews(stranger)).toEqual([]);
    expect(await headOf(phone)).toBe(head);
    expect((await phone.http.ok<{ entries: object[] }>('settings.get', { app })).entries).toEqual([]);
  });

  test('by HTTP shows on every connection, and one of an override on those of its device alone', async () => {
    const [{ socket: own }, { socket: other }] = await Promise.all([ann.device.connect(), phone.connect()]);
    const scope = `device:${ann.device.id}`;
    const hidden = drag({ scope });
    await ann.device.http.ok('settings.preview', hidden);
    expect(await shown(own, hidden.key)).toMatchObject({ topic: scope, data: { scope } });
    const barrier = drag({ scope: 'class:phone' });
    await ann.device.http.ok('settings.preview', barrier);
    await shown(other, barrier.key);
    expect(previews(other).some(({ data }) => data.key === hidden.key)).toBe(false);
  });

  test('is refused where an op would be', async () => {
    const { http } = ann.device;
    const refused = async (rest: object) => (await http.refused('settings.preview', drag(rest))).code;
    expect(await refused({ scope: `device:${phone.id}` })).toBe('forbidden');
    for (const scope of ['class:', 'class:TV', 'account', `class:${'x'.repeat(33)}`])
      expect(await refused({ scope })).toBe('validation-failed');
    expect(await refused({ value: 'x'.repeat(32 * 1024) })).toBe('too-large');
    expect(await refused({ value: undefined })).toBe('validation-failed');
    expect(await refused({ key: 'x'.repeat(129) })).toBe('validation-failed');
    expect(await refused({ app: 'kith', key: 'privacy.typing' })).toBe('validation-failed');
    const loner = await TestDevice.register(stage.url);
    expect((await loner.http.refused('settings.preview', drag())).code).toBe('forbidden');
  });

  test('of the largest value shows whole', async () => {
    const { socket } = await phone.connect();
    const params = drag({ value: 'é'.repeat(16 * 1024 - 1) });
    await ann.device.http.ok('settings.preview', params);
    expect((await shown(socket, params.key)).data.value).toBe(params.value);
  });

  test('of a naughty text shows it as it is, as key and as value', async () => {
    const { socket } = await phone.connect();
    for (const text of cleanTexts) {
      const params = drag({ value: { [text.slice(0, 100)]: text } });
      await ann.device.http.ok('settings.preview', params);
      expect((await shown(socket, params.key)).data.value).toEqual(params.value);
    }
  });
});

test('[K11] previews count as calls: a device that drags without end is told to wait', async () => {
  const settings = { RATE_LIMITS: 'on', LIMIT_FRAME_RATE: '1', LIMIT_FRAME_BURST: '20' };
  await using server = await serve({ settings });
  const { device } = await newPerson(server.url);
  const { socket } = await device.connect();
  const answers = await Promise.all(
    Array.from({ length: 60 }, () => socket.call('settings.preview', drag({ key: 'size' }))),
  );
  const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.problem.code]));
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThan(60);
  expect(new Set(refused)).toEqual(new Set(['rate-limited']));
});
