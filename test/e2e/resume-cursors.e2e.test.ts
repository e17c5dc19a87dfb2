import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { another, TestDevice as Device, fresh, link, newPerson, type TestDevice } from '../support/person.ts';
import { expectReset, expectResumed } from '../support/resets.ts';
import { type Served, serve } from '../support/server.ts';
import { headOf, syncOnce } from '../support/sync.ts';

let server: Served;
let device: TestDevice;

beforeAll(async () => {
  server = await serve({ settings: { LIMIT_USER_SOCKETS: '100' } });
  device = (await newPerson(server.url)).device;
  for (const key of ['a', 'b', 'c']) await device.set(key, key.repeat(10));
});
afterAll(() => server.stop());

/** The parts of a cursor, which only this test looks into. */
async function parts(): Promise<{ epoch: string; offset: number; check: string }> {
  const [epoch = '', offset = '', check = ''] = (await headOf(device)).split('.');
  return { epoch, offset: Number(offset), check };
}

describe('a text that is no readable past position gives a reset and never an error', () => {
  test('whatever text it is, on HTTP', async () => {
    await fc.assert(
      fc.asyncProperty(text(), async (since) => {
        const { reset } = await syncOnce(device, since);
        expect(reset?.reason).toBe('unreadable');
      }),
      { numRuns: 150 },
    );
  });

  test('whatever text it is, on a socket', async () => {
    await fc.assert(
      fc.asyncProperty(text(), async (since) => {
        const { socket, hello } = await device.connect(since);
        expect(hello.resumed).toBe(false);
        await socket.inbox.until('a reset', () =>
          socket.inbox.said<{ reason: string }>('reset').find(({ reason }) => reason === 'unreadable'),
        );
        await socket.cut();
      }),
      { numRuns: 40 },
    );
  });

  test('a cursor with any one character changed, dropped or added', async () => {
    const cursor = await headOf(device);
    const readable = /^[A-Za-z0-9_-]{8,22}\.(0|[1-9][0-9]*)\.[0-9a-f]{8}$/;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(cursor.length),
        fc.constantFrom(0, 1),
        fc.constantFrom('', '0', '9', 'a', 'Z', '.', '-', ' ', 'é'),
        async (at, dropped, added) => {
          const since = cursor.slice(0, at) + added + cursor.slice(at + dropped);
          const { reset } = await syncOnce(device, since);
          if (since === cursor) expect(reset).toBeUndefined();
          else if (!readable.test(since))
            expect(reset?.reason).toMatch(/^(unreadable|foreign|future|rewound)$/);
          else expect(reset?.reason).toMatch(/^(foreign|future|rewound)$/);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('longer than a cursor may be, though it begins like one', async () => {
    const cursor = await headOf(device);
    for (const since of [`${cursor}.${'s'.repeat(128)}`, cursor.padStart(129, 'A'), 'x'.repeat(100_000)])
      await expectReset(device, since, 'unreadable');
  });

  test('a position behind the head, or of a check that this log never had', async () => {
    const { epoch, offset, check } = await parts();
    await expectReset(device, `${epoch}.${offset + 100}.${check}`, 'future');
    await expectReset(device, `${epoch}.9007199254740991.${check}`, 'future');
    await expectReset(device, `${epoch}.9999999999999999.${check}`, 'unreadable');
    await expectReset(device, `${epoch}.${offset - 1}.${check}`, 'rewound');
    await expectReset(device, `${epoch}.0.ffffffff`, 'rewound');
  });

  test('a cursor of another server', async () => {
    await using stranger = await serve();
    const foreign = (await newPerson(stranger.url)).device;
    await expectReset(device, await headOf(foreign), 'foreign');
    await expectReset(foreign, await headOf(device), 'foreign');
  });
});

describe('a cursor that was made while the device had another user, or none, gives a reset', () => {
  test('when it joined its first', async () => {
    const joining = await Device.register(server.url);
    const alone = await headOf(joining);
    await expectResumed(joining, alone);
    await link(device, joining);
    const { snapshot } = await expectReset(joining, alone, 'user-changed');
    expect(snapshot.user?.id).toBe(
      device.tokens.user?.id ?? (await syncOnce(device)).reset?.snapshot.user?.id,
    );
    expect(snapshot.settings.length).toBe(3);
    await expectResumed(joining, await headOf(joining));
  });

  test('when it left and has none, and when it joined another', async () => {
    const leaving = await another(device);
    const inFirst = await headOf(leaving);
    await leaving.http.ok('devices.leave', { id: fresh('cmd') });
    await leaving.login();
    const { snapshot } = await expectReset(leaving, inFirst, 'user-changed');
    expect(snapshot).toMatchObject({ user: null, settings: [], devices: [{ id: leaving.id }] });
    const alone = await headOf(leaving);
    const elsewhere = await newPerson(server.url);
    await link(elsewhere.device, leaving);
    expect((await expectReset(leaving, alone, 'user-changed')).snapshot.user).toEqual(elsewhere.user);
    expect((await expectReset(leaving, inFirst, 'user-changed')).snapshot.user).toEqual(elsewhere.user);
  });

  test('when it left and came back to the same one, though it had read all', async () => {
    const leaving = await another(device);
    const before = await headOf(leaving);
    await leaving.http.ok('devices.leave', { id: fresh('cmd') });
    await leaving.login();
    await link(device, leaving);
    await expectReset(leaving, before, 'user-changed');
  });

  test('and every cursor from its own joining on does not', async () => {
    const joining = await Device.register(server.url);
    const { socket } = await joining.connect();
    await link(device, joining);
    await device.set('after', 'joining');
    await socket.inbox.until('a setting', () =>
      socket.inbox.events.find(({ type }) => type === 'setting.changed'),
    );
    const events = socket.inbox.events;
    await socket.cut();
    const joined = events.findIndex(
      ({ topic, type }) => type === 'device.joined' && topic === `device:${joining.id}`,
    );
    expect(events.map(({ topic, type }) => `${topic.split(':')[0]} ${type}`).slice(0, joined + 2)).toEqual([
      'device link.approved',
      'device device.joined',
      'user device.joined',
    ]);
    for (const { cursor } of events.slice(0, joined)) await expectReset(joining, cursor, 'user-changed');
    for (const [index, { cursor }] of events.entries()) {
      if (index < joined) continue;
      const again = await joining.connect(cursor);
      const rest = events.slice(index + 1).map(({ text }) => text);
      const texts = () => again.socket.inbox.events.map(({ text }) => text).slice(0, rest.length);
      await again.socket.inbox.until('the rest', () => texts().length === rest.length || undefined);
      expect(texts()).toEqual(rest);
      await again.socket.cut();
    }
  });
});

/** Any well-formed text that is no cursor: short and long, of all planes, and of what cursors are made of. */
function text(): fc.Arbitrary<string> {
  const clean = fc.string({ unit: 'binary', maxLength: 160 }).filter((it) => !it.includes('\0'));
  const alike = fc
    .tuple(fc.string({ maxLength: 30 }), fc.string({ maxLength: 20 }), fc.string({ maxLength: 10 }))
    .map((pieces) => pieces.join('.'));
  const numbers = fc
    .tuple(fc.base64String({ maxLength: 24 }), fc.integer(), fc.integer())
    .map((pieces) => pieces.join('.'));
  return fc
    .oneof(clean, alike, numbers)
    .filter((it) => !it.includes('\0') && !/^[\w-]{8,22}\.\d+\.[0-9a-f]{8}/.test(it));
}
