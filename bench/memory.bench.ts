/** Memory of idle connections: Kith's, authenticated and live, beside idle sockets of bare `ws`. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Figure, Say, Table } from './figure.ts';
import { digits, medians, ratio } from './statistics.ts';
import { manyUsers } from './subjects/crowd.ts';
import { kithConnections, startKith } from './subjects/kith.ts';
import { Subject } from './subjects/process.ts';
import { type Load, whileOpen } from './tools/wsload.ts';

export interface MemoryPlan {
  readonly rounds: number;
  readonly connections: number;
  readonly users: number;
  /** How long idle connections are left alone before memory is read. */
  readonly settleMs: number;
}

/** kB a connection: as memory stands, and once what is not in use was given back. */
interface Footprint extends Readonly<Record<string, number>> {
  readonly standing: number;
  readonly inUse: number;
}

export interface MemoryPair {
  readonly kith: Footprint;
  readonly bare: Footprint;
}

const full: MemoryPlan = { rounds: 3, connections: 5_000, users: 500, settleMs: 3_000 };

/** Connections that come and go before the first that count. */
const warmConnections = 100;

const inside = { nodeOptions: ['--expose-gc'], probes: [join(import.meta.dirname, 'probes/memory.ts')] };

export const figure: Figure = {
  name: 'memory',
  run: async (say) => [tableOf(await measureMemory(full, say), full)],
};

/** The medians of the rounds. */
export async function measureMemory(plan: MemoryPlan, say: Say): Promise<MemoryPair> {
  const pairs: MemoryPair[] = [];
  for (let round = 1; round <= plan.rounds; round += 1) {
    const pair = { kith: await ofKith(plan), bare: await ofBare(plan) };
    pairs.push(pair);
    say(`round ${round}: ${digits(pair.kith.inUse)} kB a connection, bare ${digits(pair.bare.inUse)}`);
  }
  return { kith: medians(pairs.map(({ kith }) => kith)), bare: medians(pairs.map(({ bare }) => bare)) };
}

async function ofKith(plan: MemoryPlan): Promise<Footprint> {
  await using before = await startKith();
  const tokens = await manyUsers(before, plan.users);
  await before.kill();
  // A process of its own: what making a crowd left free must not serve the connections.
  await using kith = await startKith({ ...inside, after: before });
  return await footprint(kith, kithConnections(kith, tokens), plan);
}

async function ofBare(plan: MemoryPlan): Promise<Footprint> {
  const run = [join(import.meta.dirname, 'peers/ws-loop.ts')] as const;
  await using bare = await Subject.start({ ...inside, run });
  return await footprint(bare, { port: bare.port }, plan);
}

async function footprint(
  subject: Subject,
  connect: Omit<Load, 'connections'>,
  { connections, settleMs }: MemoryPlan,
): Promise<Footprint> {
  // Code that the first connections compile is no memory of a connection.
  await whileOpen({ ...connect, connections: warmConnections }, () => subject.ask('collect'));
  await subject.ask('collect');
  const before = subject.rssKb;
  return await whileOpen({ ...connect, connections }, async () => {
    await sleep(settleMs);
    const standing = subject.rssKb;
    await subject.ask('collect');
    const each = (rssKb: number) => (rssKb - before) / connections;
    return { standing: each(standing), inUse: each(subject.rssKb) };
  });
}

function tableOf({ kith, bare }: MemoryPair, plan: MemoryPlan): Table {
  const row = (name: string, part: keyof Footprint) => [
    name,
    digits(kith[part] ?? Number.NaN),
    digits(bare[part] ?? Number.NaN),
    ratio(kith[part] ?? Number.NaN, bare[part] ?? Number.NaN),
  ];
  return {
    caption: `RSS in kB an idle connection, ${digits(plan.connections)} of them (Kith: of ${plan.users} users), medians of ${plan.rounds} rounds.`,
    head: ['memory', 'Kith', 'bare `ws`', 'Kith : bare'],
    rows: [
      row('in use', 'inUse'),
      row(`as it stands ${plan.settleMs / 1000} s after the last hello`, 'standing'),
    ],
  };
}
