import type { MethodName } from '@kith/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { app, fresh, newPerson, type Person, TestDevice } from '../support/person.ts';
import { RawSocket } from '../support/raw-socket.ts';
import { syncAll } from '../support/sync.ts';
import type { SettingEntry } from '../support/wire.ts';
import { type Cast, methods, newCast, rightCalls } from './calls.ts';
import { FrameSocket, type Message } from './frame-socket.ts';
import { askOnce } from './http-bytes.ts';
import { type Stage, setStage } from './stage.ts';
import { cleanTexts, naughtyTexts } from './texts.ts';
import { errorOf, expectSilent, refusalOf } from './verdict.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage({ OPEN_JOIN: 'true', LIMIT_USER_SOCKETS: '10000', LIMIT_USER_DEVICES: '10000' });
});
afterEach(() => stage.witness.expectUndisturbed());
afterAll(() => stage.end());

/** What makes two names one. */
const fold = (text: string) => text.normalize('NFKC').toLowerCase().normalize('NFKC');

/** Cuts a list into lists of so many. */
function inChunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

test('there are more than 500 of them', () => {
  expect(naughtyTexts.length).toBeGreaterThan(500);
  expect(cleanTexts.length).toBeGreaterThan(500);
});

describe('[V1] a text that is not well-formed, or has a NUL', () => {
  test.each(naughtyTexts.filter((text) => !cleanTexts.includes(text)))(
    'is refused wherever it stands: %j',
    async (text) => {
      const { device } = await newPerson(stage.url);
      const bodies = [
        { app, ops: [{ id: fresh('op'), key: 'k', value: text, base: 0, ageMs: 0 }] },
        { app, ops: [{ id: fresh('op'), key: text, value: 1, base: 0, ageMs: 0 }] },
        { app, ops: [{ id: text, key: 'k', value: 1, base: 0, ageMs: 0 }] },
        { app, ops: [{ id: fresh('op'), key: 'k', value: { [text]: [text] }, base: 0, ageMs: 0 }] },
        { app: text, ops: [] },
        { [text]: 1 },
      ];
      for (const body of bodies) {
        const { status, body: problem } = await device.http.call('settings.set', body);
        expect([status, problem.code]).toEqual([400, 'bad-request']);
      }
      expect((await device.http.refused('sync', { since: text })).code).toBe('bad-request');
      expect((await device.http.ok<{ entries: object[] }>('settings.get', { app })).entries).toEqual([]);
    },
  );
});

describe('a text that people see is kept as it is, or refused', () => {
  let person: Person;
  let socket: RawSocket;

  beforeAll(async () => {
    person = await newPerson(stage.url);
    socket = (await person.device.connect()).socket;
  });

  test('as the value of a setting it comes back the same everywhere', async () => {
    const { device } = person;
    const { cursor } = await syncAll(device);
    const ops = cleanTexts.map((value, index) => ({
      id: fresh('op'),
      key: `value.${index}`,
      value,
      base: 0,
      ageMs: 0,
    }));
    for (const chunk of inChunks(ops, 50)) {
      const { results } = await device.http.ok<{ results: { outcome: string }[] }>('settings.set', {
        app,
        ops: chunk,
      });
      expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['applied']));
    }
    const { entries } = await device.http.ok<{ entries: SettingEntry[] }>('settings.get', { app });
    const read = new Map(entries.map(({ key, value }) => [key, value]));
    expect(ops.map(({ key }) => read.get(key))).toEqual(cleanTexts);
    const synced = (await syncAll(device, cursor)).events.map(({ data }) => data.value);
    expect(synced).toEqual(cleanTexts);
    const changes = () => socket.inbox.events.filter(({ type }) => type === 'setting.changed');
    await socket.inbox.until('every event', () => changes().length >= cleanTexts.length || undefined);
    expect(changes().map(({ data }) => data.value)).toEqual(cleanTexts);
  });

  test('as a key it comes back the same, or its op is rejected', async () => {
    const { device } = await newPerson(stage.url);
    const ops = cleanTexts.map((key, value) => ({ id: fresh('op'), key, value, base: 0, ageMs: 0 }));
    const taken: string[] = [];
    for (const chunk of inChunks(ops, 50)) {
      const { results } = await device.http.ok<{ results: { outcome: string; code?: string }[] }>(
        'settings.set',
        {
          app,
          ops: chunk,
        },
      );
      for (const [index, { outcome, code }] of results.entries()) {
        if (outcome === 'applied') taken.push(chunk[index]?.key ?? '');
        else expect([outcome, code]).toEqual(['rejected', 'validation-failed']);
      }
    }
    const { entries } = await device.http.ok<{ entries: SettingEntry[] }>('settings.get', { app });
    expect(entries.map(({ key }) => key).sort()).toEqual([...taken].sort());
    expect(taken.length).toBeGreaterThan(200);
    for (const key of taken.slice(0, 40)) {
      const { entries: history } = await device.http.ok<{ entries: { key: string }[] }>('settings.history', {
        app,
        key,
      });
      expect(history.map((entry) => entry.key)).toEqual([key]);
    }
  });

  /** Calls with each text; gives those that were taken, and expects the others to be refused for what they are. */
  async function tryAll(
    method: MethodName,
    paramsOf: (text: string) => object,
    others: readonly string[] = [],
  ): Promise<string[]> {
    const taken: string[] = [];
    for (const chunk of inChunks(cleanTexts, 50)) {
      const replies = await Promise.all(chunk.map((text) => person.device.http.call(method, paramsOf(text))));
      for (const [index, { status, body }] of replies.entries()) {
        if (status === 200) taken.push(chunk[index] ?? '');
        else expect(['validation-failed', ...others]).toContain(body.code);
      }
    }
    return taken;
  }

  test('as a label', async () => {
    const { device } = person;
    const before = socket.inbox.events.length;
    const taken = await tryAll('devices.rename', (label) => ({ id: fresh('cmd'), device: device.id, label }));
    expect(taken.length).toBeGreaterThan(150);
    const renamed = () =>
      socket.inbox.events
        .slice(before)
        .filter(({ type, topic }) => type === 'device.renamed' && topic.startsWith('user:'))
        .map(({ data }) => (data as { device: { label: string } }).device.label);
    await socket.inbox.until('every event', () => renamed().length >= taken.length || undefined);
    expect(renamed().sort()).toEqual([...taken].sort());
  });

  test('as a platform', async () => {
    const { device } = person;
    const taken = await tryAll('devices.describe', (platform) => ({ id: fresh('cmd'), platform }));
    expect(taken.length).toBeGreaterThan(150);
    const { devices } = await device.http.ok<{ devices: { id: string; platform: string }[] }>('devices.list');
    expect(taken).toContain(devices.find(({ id }) => id === device.id)?.platform);
  });

  test('as a display name', async () => {
    const taken = await tryAll('users.update', (displayName) => ({ id: fresh('cmd'), displayName }));
    expect(taken.length).toBeGreaterThan(150);
    for (const displayName of taken.slice(0, 60)) {
      await person.device.http.ok('users.update', { id: fresh('cmd'), displayName });
      const { user } = await person.device.http.ok<{ user: object }>('users.get', { user: person.user.id });
      expect(user).toMatchObject({ displayName });
    }
  });

  test('as the name and platform of a device, which are folded only to tell two apart', async () => {
    const secret = 'naughty'.repeat(4);
    const names = await tryAll('devices.register', (name) => ({ name, secret }), ['name-taken']);
    expect(names.length).toBeGreaterThan(150);
    const platforms = await tryAll('devices.register', (platform) => ({
      name: fresh('Device'),
      secret,
      platform,
    }));
    expect(platforms.length).toBeGreaterThan(150);
    for (const [index, name] of names.entries()) {
      if (index % 5 !== 0) continue;
      const { accessToken } = await person.device.http.ok<{ accessToken: string }>('sessions.create', {
        device: name,
        secret,
      });
      const headers = ['content-type: application/json', `authorization: Bearer ${accessToken}`];
      const { body } = await askOnce(stage.url, { target: '/v1/devices.list', headers, body: '{}' });
      const { devices } = JSON.parse(body) as { devices: { name: string; label: string }[] };
      // Of names that fold to one the first was taken, and the others are the same device.
      const [device] = devices;
      expect(names.filter((other) => fold(other) === fold(name))).toContain(device?.name);
      expect(device?.label).toBe(device?.name);
    }
  });

  test('as a handle only where it folds to one', async () => {
    const taken = await tryAll('users.update', (handle) => ({ id: fresh('cmd'), handle }), ['handle-taken']);
    for (const text of taken) {
      expect(fold(text)).toMatch(/^[a-z0-9._-]{2,32}$/);
    }
    expect(taken.length).toBeGreaterThan(5);
  });

  test('as a password, byte by byte', async () => {
    const passwords = cleanTexts
      .filter((text) => text.length >= 8 && text.length <= 256)
      .filter((_, at) => at % 30 === 0);
    expect(passwords.length).toBeGreaterThan(8);
    for (const password of passwords) {
      const name = fresh('Device');
      await person.device.http.ok('devices.register', { name, password });
      await person.device.http.ok('sessions.create', { device: name, secret: password });
      const other = `${[...password].slice(0, -1).join('')}${password.endsWith('x') ? 'y' : 'x'}`;
      expect(
        (await person.device.http.refused('sessions.create', { device: name, secret: other })).code,
      ).toBe('unauthenticated');
    }
  });
});

/** Where the texts stand in the params of a call, at any depth. */
function textPlaces(
  value: unknown,
  path: readonly (string | number)[] = [],
): (readonly (string | number)[])[] {
  if (typeof value === 'string') return [path];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, member]) => textPlaces(member, [...path, key]));
}

function withText(value: unknown, [step, ...rest]: readonly (string | number)[], text: string): unknown {
  if (step === undefined) return text;
  const copy: unknown = Array.isArray(value) ? [...value] : { ...(value as object) };
  const members = copy as Record<string | number, unknown>;
  members[step] = withText(members[step], rest, text);
  return copy;
}

/** Each try costs what a password costs. */
const dear: ReadonlySet<string> = new Set([
  'devices.register name',
  'devices.register secret',
  'devices.register platform',
  'devices.register invite',
  'sessions.create device',
  'sessions.create secret',
  'sessions.recover device',
  'sessions.recover secret',
]);

const called = methods.filter((method) => method !== 'hello');

describe.each(called)('%s takes or refuses every text in every place', (method) => {
  test('where a text stands', async () => {
    const cast: Cast = await newCast(stage.url);
    const { by, params } = rightCalls[method](cast);
    const socket = await FrameSocket.greeted(stage.url, cast[by === 'loner' ? 'loner' : 'first'].token);
    for (const place of textPlaces(params)) {
      const texts = cleanTexts.filter((_, index) => !dear.has(`${method} ${place}`) || index % 40 === 0);
      const calls = texts.map((text, id) => ({
        jsonrpc: '2.0',
        id: `${place}.${id}`,
        method,
        params: withText(params, place, text),
      }));
      const answers = await answersTo(socket, calls);
      for (const answer of answers) {
        const sent = texts[Number(String(answer.id).split('.').at(-1))];
        if (answer.error !== undefined) errorOf(answer, sent);
        else expectSilent(JSON.stringify(answer.result), sent);
      }
    }
    socket.cut();
  });
});

/** Sends calls in frames of about 100 KB; gives their answers in order, or fewer where the socket was closed. */
async function answersTo(socket: FrameSocket, calls: readonly { readonly id: string }[]): Promise<Message[]> {
  const frames: (readonly object[])[] = [];
  let frame: object[] = [];
  let bytes = 0;
  for (const call of calls) {
    frame.push(call);
    bytes += JSON.stringify(call).length;
    if (frame.length < 100 && bytes < 100_000) continue;
    frames.push(frame);
    [frame, bytes] = [[], 0];
  }
  for (const each of [...frames, frame]) if (each.length > 0) await socket.say(each);
  return socket.wire.until('every answer', () => {
    const answers = new Map(socket.messages.map((message) => [message.id, message]));
    const found = calls.flatMap(({ id }) => answers.get(id) ?? []);
    return found.length === calls.length || socket.isClosing ? found : undefined;
  });
}

describe('hello', () => {
  test('takes every text as a cursor, which gives a reset', async () => {
    const { device } = await newPerson(stage.url);
    for (const chunk of inChunks(cleanTexts, 20)) {
      await Promise.all(
        chunk.map(async (since) => {
          const { socket, hello } = await device.connect(since);
          expect(hello.resumed).toBe(false);
          await socket.inbox.until('a reset', () => socket.inbox.said('reset')[0]);
          await socket.cut();
        }),
      );
    }
  });

  test('takes or refuses every text as the name of a client', async () => {
    const { device } = await newPerson(stage.url);
    for (const chunk of inChunks(cleanTexts, 20)) {
      await Promise.all(
        chunk.map(async (name) => {
          const socket = await RawSocket.open(stage.url);
          const answer = await socket.call('hello', { token: device.token, client: { name, version: name } });
          if (!answer.ok) {
            expect(answer.problem.code).toBe('validation-failed');
            expect((await socket.closed()).code).toBe(4500);
          } else await socket.cut();
        }),
      );
    }
  });
});

test('every text as a method, a token or the id of a call is answered', async () => {
  const { token } = await TestDevice.register(stage.url);
  const socket = await FrameSocket.greeted(stage.url, token);
  for (const [index, text] of cleanTexts.entries()) {
    const call = { jsonrpc: '2.0', id: `m${index}`, method: text, params: {} };
    expect(errorOf(await socket.call(call), text)).toMatch(/^(not-found|bad-request)$/);
  }
  socket.cut();
  for (const text of cleanTexts.filter((_, index) => index % 4 === 0)) {
    const target = `/v1/${encodeURIComponent(text).slice(0, 4_000)}`;
    const headers = [
      'content-type: application/json',
      `authorization: Bearer ${encodeURIComponent(text).slice(0, 2_000)}`,
    ];
    const reply = await askOnce(stage.url, { target, headers, body: '{}' });
    expect(refusalOf(reply, target)).toMatch(/^(not-found|unauthenticated)$/);
  }
});
