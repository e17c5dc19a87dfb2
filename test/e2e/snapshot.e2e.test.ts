import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { liveThrough } from '../support/eventful.ts';
import { another, app, fresh, link, newPerson, oneEdit, TestDevice } from '../support/person.ts';
import { Replica } from '../support/replica.ts';
import { type Served, serve } from '../support/server.ts';
import { syncAll } from '../support/sync.ts';
import type { Reset } from '../support/wire.ts';

let server: Served;

beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.stop());

/** What a new client of this device would know. */
async function snapshotOf(device: TestDevice): Promise<Replica> {
  const { resets, cursor } = await syncAll(device);
  const replica = new Replica();
  for (const reset of resets) replica.reset(reset);
  expect(replica.cursor).toBe(cursor);
  return replica;
}

describe('the state at a cursor and the events behind it are the state at the head', () => {
  test('for every cursor of an eventful hour, in both directions', async () => {
    const { device: watcher } = await newPerson(server.url);
    const other = await another(watcher);
    const { socket } = await watcher.connect();
    const begin = await snapshotOf(watcher);
    const moments: Replica[] = [];
    const after = async () => void moments.push(await snapshotOf(watcher));
    await liveThrough({ watcher, socket, other, after });
    await other.set('the end', true);
    const head = await snapshotOf(watcher);
    expect(moments.length).toBeGreaterThan(12);
    for (const moment of moments) {
      const delta = await syncAll(watcher, moment.cursor);
      expect(moment.copy().take(delta.events).shown).toEqual(head.shown);
    }
    const { events } = await syncAll(watcher, begin.cursor);
    const growing = begin.copy();
    let met = 0;
    for (const event of events) {
      growing.take([event]);
      const seqs = JSON.stringify(growing.shown.topics);
      for (const moment of moments) {
        if (JSON.stringify(moment.shown.topics) !== seqs) continue;
        expect(growing.shown).toEqual(moment.shown);
        met += 1;
      }
    }
    expect(met).toBeGreaterThanOrEqual(moments.length);
    expect(growing.shown).toEqual(head.shown);
    await socket.inbox.until('the last event', () =>
      socket.inbox.events.find(({ cursor }) => cursor === head.cursor),
    );
    expect(begin.copy().take(socket.inbox.events).shown).toEqual(head.shown);
    await socket.cut();
  });

  test('also for a device that joins while it is connected, and takes the state behind its joining', async () => {
    const { device } = await newPerson(server.url);
    await device.set('before', 1);
    const joining = await TestDevice.register(server.url);
    const { socket } = await joining.connect();
    await link(device, joining);
    await device.set('before', 2);
    const isJoin = (event: { topic: string; type: string }) =>
      event.type === 'device.joined' && event.topic.startsWith('user:');
    await socket.inbox.until('its own joining', () => socket.inbox.events.find(isJoin));
    const replica = await snapshotOf(joining);
    await device.set('after', 3);
    await joining.set('before', 4);
    const head = await snapshotOf(joining);
    await socket.inbox.until('the last event', () =>
      socket.inbox.events.find(({ cursor }) => cursor === head.cursor),
    );
    expect(replica.take(socket.inbox.events).shown).toEqual(head.shown);
    expect(head.shown.devices.map(({ id }) => id).sort()).toEqual([device.id, joining.id].sort());
    await socket.cut();
  });
});

describe('a large snapshot comes in parts', () => {
  test('of at most 512 KiB each, every setting once', async () => {
    const { device } = await newPerson(server.url);
    const text = 'ä'.repeat(500);
    const keys = Array.from({ length: 900 }, (_, index) => `key.${index}`);
    for (let at = 0; at < keys.length; at += 60) await setAll(device, keys.slice(at, at + 60), text);
    const { resets, events } = await syncAll(device);
    expect(resets.map(({ reason, more }) => [reason, more])).toEqual([
      ['new', true],
      ['more', true],
      ['more', false],
    ]);
    for (const reset of resets)
      expect(Buffer.byteLength(JSON.stringify(reset))).toBeLessThanOrEqual(512 * 1024);
    expect(resets.flatMap(({ snapshot }) => snapshot.settings.map(({ key }) => key)).sort()).toEqual(
      keys.sort(),
    );
    expect(events).toEqual([]);
  });

  test('and one that is larger than a reader may fall behind closes nobody', async () => {
    const limits = {
      LIMIT_SNAPSHOT_BYTES: '900000',
      LIMIT_OUTBOX_HARD_BYTES: '65536',
      LIMIT_OUTBOX_SOFT_BYTES: '4096',
    };
    await using narrow = await serve({ settings: limits });
    const { device } = await newPerson(narrow.url);
    const keys = Array.from({ length: 500 }, (_, index) => `key.${index}`);
    for (let at = 0; at < keys.length; at += 60)
      await setAll(device, keys.slice(at, at + 60), 'x'.repeat(1500));
    const { socket } = await device.connect('nothing that anyone made');
    const reset = await socket.inbox.until('the reset', () => socket.inbox.said<Reset>('reset')[0]);
    expect(reset.snapshot.settings).toHaveLength(500);
    await setAll(device, ['after'], 'all');
    await socket.inbox.until('the event after it', () => socket.inbox.events[0]);
    expect(socket.inbox.closed).toBeUndefined();
    await socket.cut();
  });

  test('and with what happens between the parts it is the state of the head, by sync', async () => {
    await using small = await serve({ settings: { LIMIT_SNAPSHOT_BYTES: '3000' } });
    const { device, other, edits } = await someoneWithSettings(small.url);
    const replica = new Replica();
    const { resets, cursor, pages } = await syncAll(device, undefined, edits);
    expect(pages).toBeGreaterThan(4);
    for (const reset of resets) replica.reset(reset);
    expect(resets.map(({ reason }) => reason)).toEqual(['new', ...Array(pages - 1).fill('more')]);
    const delta = await syncAll(device, cursor);
    expect(delta.resets).toEqual([]);
    expect(replica.take(delta.events).shown).toEqual((await snapshotOf(device)).shown);
    expect((await snapshotOf(other)).shown.settings).toEqual((await snapshotOf(device)).shown.settings);
  });

  test('and with the live events of a socket, applied as they come', async () => {
    await using small = await serve({ settings: { LIMIT_SNAPSHOT_BYTES: '3000' } });
    const { device, edits } = await someoneWithSettings(small.url);
    const { socket } = await device.connect('not a cursor');
    const reset = await socket.inbox.until(
      'a reset',
      () => socket.inbox.said<Parameters<Replica['reset']>[0]>('reset')[0],
    );
    expect(reset).toMatchObject({ reason: 'unreadable', more: true });
    const replica = new Replica().reset(reset);
    let applied = 0;
    const apply = () => {
      const { events } = socket.inbox;
      replica.take(events.slice(applied));
      applied = events.length;
    };
    for (let { cursor, more } = reset; more; ) {
      await edits();
      const page = await socket.ok<{
        reset: { reason: string; snapshot: typeof reset.snapshot };
        cursor: string;
        more: boolean;
      }>('sync', { since: cursor });
      apply();
      replica.reset({ ...page.reset, cursor: page.cursor, more: page.more });
      ({ cursor, more } = page);
    }
    const head = await snapshotOf(device);
    await socket.inbox.until('the last event', () =>
      socket.inbox.events.find(({ cursor }) => cursor === head.cursor),
    );
    apply();
    expect(replica.shown).toEqual(head.shown);
    await socket.cut();
  });

  test('which a client goes on to fetch after a restart, but never resumes from before the last', async () => {
    const small = await serve({ settings: { LIMIT_SNAPSHOT_BYTES: '3000' } });
    const { device, edits } = await someoneWithSettings(small.url);
    const begun = await device.http.ok<{ cursor: string; more: boolean }>('sync');
    expect(begun.more).toBe(true);
    await small.stop();
    await using again = await small.again();
    await edits();
    const rest = await syncAll(device, begun.cursor);
    expect(rest.resets.every(({ reason }) => reason === 'more')).toBe(true);
    for (const cursor of [begun.cursor, ...rest.resets.slice(0, -1).map((part) => part.cursor)]) {
      const { socket, hello } = await device.connect(cursor);
      expect(hello.resumed).toBe(false);
      await socket.inbox.until('a reset', () =>
        socket.inbox.said<{ reason: string }>('reset').find(({ reason }) => reason === 'unfinished'),
      );
      await socket.cut();
    }
    const { hello } = await device.connect(rest.cursor);
    expect(hello).toMatchObject({ resumed: true, cursor: rest.cursor });
    expect(again.url).toBe(small.url);
  });
});

async function setAll(device: TestDevice, keys: readonly string[], value: unknown): Promise<void> {
  const ops = keys.map((key) => ({ id: fresh('op'), key, value, base: 0, ageMs: 0 }));
  const { results } = await device.http.ok<{ results: { outcome: string }[] }>('settings.set', { app, ops });
  expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['applied']));
}

/** A user with many settings; `edits` changes, unsets and adds some at both ends and in the middle. */
async function someoneWithSettings(url: string) {
  const { device } = await newPerson(url);
  const other = await another(device);
  const keys = Array.from({ length: 60 }, (_, index) => `key.${index}`);
  await setAll(device, keys, 'as it was');
  let round = 0;
  const edits = async () => {
    round += 1;
    for (const index of [0, 5, 20, 40, 59]) await other.set(`key.${index}`, `changed ${round}`);
    await other.set(`key.${10 + round}`, undefined, { unset: true });
    await other.set(`key.${50 - round}`, undefined, { unset: true });
    await device.http.ok('settings.set', oneEdit(`new.${round}`, round));
  };
  return { device, other, edits };
}
