/** Acknowledged commands a second: Kith over WebSocket, its store alone, and a bare SQLite loop with the same rows. */
import { join } from 'node:path';
import type { Figure, Say, Table } from './figure.ts';
import type { LogParams, LogRate } from './peers/sqlite-log.ts';
import { digits, medians, ratio } from './statistics.ts';
import { manyUsers } from './subjects/crowd.ts';
import { eventsOnDisk, kithConnections, settingsSet, startKith } from './subjects/kith.ts';
import type { Subject } from './subjects/process.ts';
import { runProgram } from './subjects/program.ts';
import type { StoreParams, StoreRate } from './subjects/store-alone.ts';
import { load } from './tools/wsload.ts';

export interface ThroughputPlan {
  readonly rounds: number;
  readonly seconds: number;
  readonly devices: number;
  readonly inFlight: readonly number[];
}

/** One level in one round. */
interface Level extends Readonly<Record<string, number>> {
  readonly acks: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpu: number;
  readonly main: number;
  readonly batch: number;
  readonly bare: number;
  readonly bareCpu: number;
  readonly store: number;
  readonly storeCpu: number;
}

const full: ThroughputPlan = { rounds: 3, seconds: 3, devices: 1_000, inFlight: [1, 10, 100, 1_000] };

export const figure: Figure = {
  name: 'throughput',
  run: async (say) => [tableOf(await measureThroughput(full, say), full)],
};

/** Every level, each the median of the rounds. */
export async function measureThroughput(plan: ThroughputPlan, say: Say): Promise<readonly Level[]> {
  const rounds: Level[][] = [];
  for (let round = 1; round <= plan.rounds; round += 1) {
    await using kith = await startKith({ probes: [join(import.meta.dirname, 'probes/commits.ts')] });
    const tokens = await manyUsers(kith, plan.devices);
    const levels: Level[] = [];
    let acked = 0;
    for (const inFlight of plan.inFlight) {
      const { level, sent } = await measureLevel({ kith, tokens, inFlight, plan });
      levels.push(level);
      acked += sent;
      say(
        `round ${round}, ${inFlight} in flight: ${digits(level.acks)} acks/s, bare ${digits(level.bare)} rows/s`,
      );
    }
    await kith.kill();
    const stored = eventsOnDisk(kith, 'setting.changed');
    if (stored !== acked) throw new Error(`${acked} commands were acked, and ${stored} are on disk`);
    rounds.push(levels);
  }
  return plan.inFlight.map((_, index) => medians(rounds.flatMap((levels) => levels[index] ?? [])));
}

interface LevelOptions {
  readonly kith: Subject;
  readonly tokens: string;
  readonly inFlight: number;
  readonly plan: ThroughputPlan;
}

async function measureLevel({
  kith,
  tokens,
  inFlight,
  plan,
}: LevelOptions): Promise<{ level: Level; sent: number }> {
  const { devices, seconds } = plan;
  const before = await kith.ask<Committed>('commits');
  const served = await load({
    ...kithConnections(kith, tokens),
    connections: devices,
    publishers: devices,
    rooms: devices,
    pace: { inFlight },
    seconds,
    warmSeconds: seconds / 3,
    idleSeconds: 0.2,
    template: settingsSet({ id: '%M', value: `${'x'.repeat(56)}%N` }),
  });
  const after = await kith.ask<Committed>('commits');
  const batch = (after.events - before.events) / (after.commits - before.commits);
  const peer: LogParams = { users: devices, batch: Math.max(1, Math.round(batch)), seconds: seconds / 2 };
  const bare = await runProgram<LogRate>(join(import.meta.dirname, 'peers/sqlite-log.ts'), peer);
  const alone: StoreParams = { users: devices, inFlight, seconds: seconds / 2 };
  const store = await runProgram<StoreRate>(join(import.meta.dirname, 'subjects/store-alone.ts'), alone);
  const level: Level = {
    acks: served.del_s,
    p50: served.p50_ms,
    p99: served.p99_ms,
    cpu: served.cpu_us_del,
    main: served.main_us_del,
    batch,
    bare: bare.per_s,
    bareCpu: bare.cpu_us,
    store: store.per_s,
    storeCpu: store.cpu_us,
  };
  return { level, sent: served.published };
}

interface Committed {
  readonly commits: number;
  readonly events: number;
}

function tableOf(levels: readonly Level[], plan: ThroughputPlan): Table {
  return {
    caption: `\`settings.set\` with one op, ${plan.devices} devices of as many users, medians of ${plan.rounds} rounds of ${plan.seconds} s.`,
    head: [
      'in flight',
      'acks/s',
      'p50 / p99 ms',
      'CPU µs (main thread)',
      'commands a commit',
      'store alone/s (CPU µs)',
      'bare SQLite/s (CPU µs)',
      'Kith : bare',
      'store : bare',
    ],
    rows: levels.map((level, index) => [
      String(plan.inFlight[index]),
      digits(level.acks),
      `${digits(level.p50)} / ${digits(level.p99)}`,
      `${digits(level.cpu)} (${digits(level.main)})`,
      digits(level.batch),
      `${digits(level.store)} (${digits(level.storeCpu)})`,
      `${digits(level.bare)} (${digits(level.bareCpu)})`,
      ratio(level.acks, level.bare),
      ratio(level.store, level.bare),
    ]),
  };
}
