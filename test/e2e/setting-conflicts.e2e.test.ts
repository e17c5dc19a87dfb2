import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { another, fresh, newPerson, type OpResult, type TestDevice } from '../support/person.ts';
import { type Served, serve } from '../support/server.ts';
import { headOf, syncAll, syncOnce } from '../support/sync.ts';
import type { SettingEntry } from '../support/wire.ts';

const secret = `canary-${fresh('text')}`;
const app = 'notes';

interface Contested {
  readonly value?: unknown;
  readonly unset?: true;
  readonly device: string;
  readonly editedAt: number;
  readonly entry: string;
}
type Entry = SettingEntry & { readonly unset?: true; readonly contested?: readonly Contested[] };

let server: Served;

beforeAll(async () => {
  server = await serve({ settings: { CONFIG: join(import.meta.dirname, '../../examples/kith.config.ts') } });
});
afterAll(() => server.stop());

async function set(device: TestDevice, key: string, value: unknown, rest: object = {}): Promise<OpResult> {
  const op = { id: fresh('op'), key, value, base: 0, ageMs: 0, ...rest };
  const { results } = await device.http.ok<{ results: [OpResult] }>('settings.set', { app, ops: [op] });
  return results[0];
}

const entriesOf = async (device: TestDevice, key: string): Promise<readonly Entry[]> =>
  (await device.http.ok<{ entries: Entry[] }>('settings.get', { app })).entries.filter(
    (it) => it.key === key,
  );

const contestedIn = async (device: TestDevice): Promise<readonly Contested[]> =>
  (await entriesOf(device, 'signature'))[0]?.contested ?? [];

/** A user whose phone wrote `signature`, and whose laptop wrote another without knowing of it. */
async function conflict() {
  const { user, device: phone } = await newPerson(server.url);
  const laptop = await another(phone);
  const since = await headOf(phone);
  const { rev = 0 } = await set(phone, 'signature', 'of the phone');
  const lost = await set(laptop, 'signature', 'of the laptop');
  return { user, phone, laptop, since, rev, lost };
}

test('[K10] a conflict is told to every device alike: live, on resume, by sync, in reads and in snapshots', async () => {
  const { user, device: phone } = await newPerson(server.url);
  const [laptop, away] = [await another(phone), await another(phone)];
  const since = await headOf(away);
  const { socket } = await phone.connect();
  const { rev = 0 } = await set(phone, 'signature', 'of the phone');
  const lost = await set(laptop, 'signature', 'of the laptop');
  expect(lost).toMatchObject({ outcome: 'superseded', rev });
  const isIt = ({ type }: { type: string }) => type === 'setting.contested';
  const live = await socket.inbox.until('the conflict', () => socket.inbox.events.find(isIt));
  expect(live).toMatchObject({
    topic: `user:${user.id}`,
    actor: { user: user.id, device: laptop.id },
    data: { app, key: 'signature', scope: 'user', value: 'of the laptop', by: { rev, device: phone.id } },
  });
  const { data } = live as unknown as { data: { editedAt: number; entry: string } };
  const contested = [
    { value: 'of the laptop', device: laptop.id, editedAt: data.editedAt, entry: data.entry },
  ];
  expect((await syncAll(away, since)).events.find(isIt)?.text).toBe(live.text);
  const resumed = await away.connect(since);
  const replayed = await resumed.socket.inbox.until('it again', () => resumed.socket.inbox.events.find(isIt));
  expect(replayed.text).toBe(live.text);
  for (const device of [phone, laptop, away]) {
    expect(await entriesOf(device, 'signature')).toEqual([
      expect.objectContaining({ value: 'of the phone', rev, contested }),
    ]);
    const { reset } = await syncOnce(device);
    const settings = reset?.snapshot.settings as readonly Entry[];
    expect(settings.find(({ key }) => key === 'signature')).toMatchObject({
      value: 'of the phone',
      contested,
    });
  }
  for (const it of [socket, resumed.socket]) await it.cut();
  const stranger = (await newPerson(server.url)).device;
  expect(await entriesOf(stranger, 'signature')).toEqual([]);
  expect(
    await stranger.http.refused('settings.restore', { id: fresh('cmd'), entry: data.entry }),
  ).toMatchObject({
    code: 'not-found',
  });
});

test('[M7] whichever way the person chooses, the conflict is over for all', async () => {
  const choices = [
    (device: TestDevice, base: number) => set(device, 'signature', 'of the phone', { base }),
    (device: TestDevice, base: number) => set(device, 'signature', 'both', { base }),
    (device: TestDevice, base: number) => set(device, 'signature', undefined, { base, unset: true }),
    async (device: TestDevice) => {
      const [{ entry } = { entry: '' }] = await contestedIn(device);
      return device.http.ok('settings.restore', { id: fresh('cmd'), entry });
    },
  ];
  for (const choose of choices) {
    const { phone, laptop, rev } = await conflict();
    await choose(phone, rev);
    expect(await contestedIn(laptop)).toEqual([]);
  }
});

test('[M7] an op that lost is answered the same when it comes again, and its id with another body is a conflict', async () => {
  const { phone, laptop, rev } = await conflict();
  const op = { id: fresh('op') };
  const first = await set(laptop, 'signature', 'again', op);
  expect(first).toMatchObject({ outcome: 'superseded', rev });
  await set(phone, 'signature', 'chosen', { base: rev });
  expect(await set(laptop, 'signature', 'again', { ...op, ageMs: 70_000 })).toEqual(first);
  expect(await set(laptop, 'signature', 'other', op)).toMatchObject({ code: 'conflict' });
  expect(await contestedIn(phone)).toEqual([]);
});

test('[M7] max counts edits of any age and order, and none is told to have lost', async () => {
  const { device: phone } = await newPerson(server.url);
  const laptop = await another(phone);
  const { rev } = await set(phone, 'seen', 40);
  expect(await set(laptop, 'seen', 38)).toMatchObject({ outcome: 'same', rev });
  expect(await set(laptop, 'seen', 45, { ageMs: 86_400_000 })).toMatchObject({ outcome: 'applied' });
  expect(await entriesOf(phone, 'seen')).toEqual([expect.objectContaining({ value: 45 })]);
});

test('[M14] what was contested survives a restart, and an erasure takes it from everywhere', async () => {
  const { phone, laptop, since, rev } = await conflict();
  await set(laptop, 'signature', secret, { base: rev - 1 });
  const before = await contestedIn(phone);
  expect(before).toEqual([expect.objectContaining({ value: secret, device: laptop.id })]);
  await server.stop();
  server = await server.again();
  expect(await contestedIn(phone)).toEqual(before);
  await phone.http.ok('settings.erase', { id: fresh('cmd'), app, key: 'signature' });
  const { events } = await syncAll(laptop, since);
  const told = events.filter(({ type }) => type === 'setting.contested');
  expect(told.length).toBe(2);
  for (const { data } of told) expect(data).toMatchObject({ unset: true, erased: true });
  const history = await phone.http.ok('settings.history', { app, key: 'signature' });
  const { reset } = await syncOnce(laptop);
  expect(JSON.stringify([events, history, reset])).not.toContain(secret);
  await server.stop();
  for (const name of readdirSync(server.dataDir))
    expect(readFileSync(join(server.dataDir, name)).includes(secret), name).toBe(false);
  server = await server.again();
});

test('[M8] every device of a user writes for a class, and nobody else reads it', async () => {
  const { device: phone } = await newPerson(server.url);
  const laptop = await another(phone);
  const scope = 'class:phone';
  const { rev: base } = await set(phone, 'editor.size', 12, { scope });
  expect(await set(laptop, 'editor.size', 14, { scope, base })).toMatchObject({ outcome: 'applied' });
  const read = async (device: TestDevice, params: object = {}) =>
    (await device.http.ok<{ entries: Entry[] }>('settings.get', { app, ...params })).entries;
  for (const params of [{}, { scope }])
    expect(await read(laptop, params)).toEqual([
      expect.objectContaining({ key: 'editor.size', scope, value: 14 }),
    ]);
  expect(await read((await newPerson(server.url)).device, { scope })).toEqual([]);
  expect((await laptop.http.refused('settings.get', { app, scope: 'class:' })).code).toBe('not-found');
  const { entries } = await laptop.http.ok<{ entries: object[] }>('settings.history', {
    app,
    key: 'editor.size',
    scope,
  });
  expect(entries).toHaveLength(2);
});
