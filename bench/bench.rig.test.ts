import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { measureChats } from './chats.bench.ts';
import { measureFanOut } from './fan-out.bench.ts';
import { measureHistory } from './history.bench.ts';
import { measureLatency } from './latency.bench.ts';
import { measureMemory } from './memory.bench.ts';
import { installPeers } from './peers/install.ts';
import type { ChatLogParams } from './peers/sqlite-chat.ts';
import type { LogRate } from './peers/sqlite-log.ts';
import { measureSends } from './sends.bench.ts';
import { measureSettings } from './settings.bench.ts';
import { runProgram } from './subjects/program.ts';
import type { StoreRate } from './subjects/store-alone.ts';
import { measureThroughput } from './throughput.bench.ts';
import { canBuild } from './tools/wsload.ts';

const quiet = () => {};

/** Everything was measured; CPU time can be nothing where the kernel counts it in ticks. */
function expectMeasured(numbers: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(numbers)) {
    const least = /cpu|main/i.test(name) ? 0 : Number.MIN_VALUE;
    expect(Number.isFinite(value) && value >= least, `${name} is ${value}`).toBe(true);
  }
}

test('the store alone and the bare loop write every row that they count', async () => {
  const shared = { users: 20, seconds: 0.2 };
  const store = await runProgram<StoreRate>(join(import.meta.dirname, 'subjects/store-alone.ts'), {
    ...shared,
    inFlight: 50,
  });
  const bare = await runProgram<LogRate>(join(import.meta.dirname, 'peers/sqlite-log.ts'), {
    ...shared,
    batch: 50,
  });
  expectMeasured(store);
  expectMeasured(bare);
  expect(store.batch).toBeLessThanOrEqual(50);
});

test('the bare loop of messages writes every row that it counts', async () => {
  const shared = { chats: 3, members: 2, seconds: 0.2, text: 'words of a message' };
  const loop = join(import.meta.dirname, 'peers/sqlite-chat.ts');
  for (const pace of [
    { batch: 20, perSecond: 0 },
    { batch: 1, perSecond: 100 },
  ]) {
    expectMeasured(await runProgram<LogRate>(loop, { ...shared, ...pace } satisfies ChatLogParams));
  }
});

test('history: every kind of read is answered, and searches find what is there', async () => {
  const reads = await measureHistory({ messages: 2_000, calls: 20 }, quiet);
  for (const { kith, bare } of reads) expectMeasured(Object.fromEntries([...kith, ...bare].entries()));
  const found = new Map(reads.map((read) => [read.what, read.found]));
  expect(found.get('open: the newest page')).toBe(50);
  expect(found.get('search: one of the 100 most frequent words')).toBeGreaterThan(5);
});

// A run throws where an ack or a delivery is missing, a connection failed, or the disk has not what was acked.
describe.skipIf(!canBuild())('on Linux with a C compiler, for the load generator', () => {
  test('latency: an ack for every command, and every edit on the other device', async () => {
    const rows = await measureLatency({ rounds: 1, seconds: 0.3, perSecond: 50 }, quiet);
    expect(rows.map(({ wait, perSecond }) => `${wait} ${perSecond}`)).toEqual([
      'ack 0',
      'event 0',
      'ack 50',
      'event 50',
    ]);
    for (const { latency } of rows) expectMeasured(latency);
  });

  test('throughput: what is acknowledged is on disk after a kill, at every number in flight', async () => {
    const levels = await measureThroughput(
      { rounds: 1, seconds: 0.3, devices: 20, inFlight: [1, 20] },
      quiet,
    );
    expect(levels).toHaveLength(2);
    for (const level of levels) expectMeasured(level);
  });

  test('fan-out: every connection gets every edit, paced and saturated', async () => {
    const cases = [
      { connections: 50, pace: { perSecond: 20 } },
      { connections: 50, pace: { inFlight: 16 } },
    ];
    const pairs = await measureFanOut({ rounds: 1, seconds: 0.3, devices: 2, cases }, quiet);
    for (const { kith, bare } of pairs) {
      expect([kith.ready, bare.ready]).toEqual([50, 50]);
      for (const { del_s, p99_ms, cpu_us_del } of [kith, bare]) expectMeasured({ del_s, p99_ms, cpu_us_del });
    }
  });

  test('chats: every member gets every message, in one chat and in many', async () => {
    installPeers();
    const cases = [
      { chats: 1, members: 50, pace: { perSecond: 20 } },
      { chats: 10, members: 5, pace: { inFlight: 20 } },
    ];
    const pairs = await measureChats({ rounds: 1, seconds: 0.3, cases }, quiet);
    for (const { kith, peer } of pairs) {
      expect([kith.ready, peer.ready]).toEqual([50, 50]);
      for (const { del_s, p99_ms, cpu_us_del } of [kith, peer]) expectMeasured({ del_s, p99_ms, cpu_us_del });
    }
  });

  test('sends: what is acknowledged is on disk after a kill, in one chat and in many', async () => {
    const places = [
      { chats: 1, members: 5 },
      { chats: 4, members: 2 },
    ];
    const levels = await measureSends({ rounds: 1, seconds: 0.3, places, inFlight: [1, 20] }, quiet);
    expect(levels).toHaveLength(4);
    for (const level of levels) expectMeasured(level);
  });

  // A run throws where an edit is not shown, or where devices and database do not end with the same values.
  test('settings: the other device shows every edit, and what is stored is what was set', async () => {
    installPeers();
    const paces = [{ perSecond: 50, edits: 20 }];
    const plan = { rounds: 1, keys: 30, valueBytes: 64, restMs: 100, paces };
    const pairs = await measureSettings(plan, quiet);
    expect(pairs).toHaveLength(1);
    for (const { kith, tinybase } of pairs) {
      for (const { p50, p99, wireBytes } of [kith, tinybase]) expectMeasured({ p50, p99, wireBytes });
    }
  });

  test('memory: all connections are open while it is read', async () => {
    const { kith, bare } = await measureMemory(
      { rounds: 1, connections: 200, users: 5, settleMs: 100 },
      quiet,
    );
    for (const footprint of [kith, bare]) {
      expect(Object.values(footprint).every(Number.isFinite)).toBe(true);
    }
  });
});
