/** Fan-out: one user's settings to many connections, beside the bare `ws` loop with the same bytes. */
import { join } from 'node:path';
import type { Figure, Say, Table } from './figure.ts';
import { digits, medians, ratio } from './statistics.ts';
import { oneUser } from './subjects/crowd.ts';
import { measureMessages } from './subjects/exchange.ts';
import { kithConnections, settingsSet, startKith } from './subjects/kith.ts';
import { Subject } from './subjects/process.ts';
import { type Load, load, type Measured } from './tools/wsload.ts';

export interface FanOutPlan {
  readonly rounds: number;
  readonly seconds: number;
  readonly devices: number;
  readonly cases: readonly FanOutCase[];
}

interface FanOutCase {
  readonly connections: number;
  readonly pace: NonNullable<Load['pace']>;
}

interface Pair {
  readonly kith: Measured;
  readonly bare: Measured;
}

const full: FanOutPlan = {
  rounds: 3,
  seconds: 3,
  devices: 10,
  cases: [
    { connections: 1_000, pace: { perSecond: 20 } },
    { connections: 1_000, pace: { inFlight: 64 } },
    { connections: 5_000, pace: { perSecond: 4 } },
    { connections: 5_000, pace: { inFlight: 64 } },
  ],
};

/** Length of the setting's value, in which the load generator marks a message. */
const payloadBytes = 64;

export const figure: Figure = {
  name: 'fan-out',
  run: async (say) => [tableOf(await measureFanOut(full, say), full)],
};

/** Every case, each the median of the rounds. */
export async function measureFanOut(plan: FanOutPlan, say: Say): Promise<readonly Pair[]> {
  const rounds: Pair[][] = [];
  for (let round = 1; round <= plan.rounds; round += 1) {
    await using kith = await startKith();
    const tokens = await oneUser(kith, plan.devices);
    const { event } = await measureMessages(kith, tokens, settingsSet({ value: '%M' }));
    await using bare = await Subject.start({ run: [join(import.meta.dirname, 'peers/ws-loop.ts')] });
    const pairs: Pair[] = [];
    for (const [index, { connections, pace }] of plan.cases.entries()) {
      const { seconds } = plan;
      const shared = { connections, pace, seconds, warmSeconds: seconds / 3, idleSeconds: 0.2, payloadBytes };
      const ours = () =>
        load({ ...shared, ...kithConnections(kith, tokens), template: settingsSet({ value: '%M' }) });
      const theirs = () =>
        load({
          ...shared,
          port: bare.port,
          pid: bare.pid,
          template: `%M${'x'.repeat(event - payloadBytes)}`,
        });
      const pair = await alternate(ours, theirs, (round + index) % 2 === 0);
      pairs.push(pair);
      say(
        `round ${round}, ${connections} connections, ${paceText(pace)}: ` +
          `${digits(pair.kith.cpu_us_del)} µs a delivery, bare ${digits(pair.bare.cpu_us_del)}`,
      );
    }
    rounds.push(pairs);
  }
  return plan.cases.map((_, index) => {
    const pairs = rounds.flatMap((round) => round[index] ?? []);
    return { kith: medians(pairs.map(({ kith }) => kith)), bare: medians(pairs.map(({ bare }) => bare)) };
  });
}

/** Now one goes first and now the other, so that a drift of the machine favours neither. */
async function alternate(
  ours: () => Promise<Measured>,
  theirs: () => Promise<Measured>,
  oursFirst: boolean,
): Promise<Pair> {
  if (oursFirst) return { kith: await ours(), bare: await theirs() };
  const bare = await theirs();
  return { kith: await ours(), bare };
}

function paceText(pace: FanOutCase['pace']): string {
  return 'inFlight' in pace ? `saturated, ${pace.inFlight} in flight` : `${pace.perSecond} edits/s`;
}

function tableOf(pairs: readonly Pair[], plan: FanOutPlan): Table {
  return {
    caption: `One user, ${plan.devices} devices, an edit of a value of ${payloadBytes} bytes; medians of ${plan.rounds} rounds of ${plan.seconds} s.`,
    head: [
      'connections, pace',
      'Kith CPU µs/delivery (main thread)',
      'bare `ws`',
      'Kith : bare',
      'Kith p50 / p99 ms',
      'bare p50 / p99 ms',
      'Kith deliveries/s',
      'bare deliveries/s',
    ],
    rows: pairs.map(({ kith, bare }, index) => {
      const { connections, pace } = plan.cases[index] ?? { connections: 0, pace: { inFlight: 0 } };
      return [
        `${digits(connections)}, ${paceText(pace)}`,
        `${digits(kith.cpu_us_del)} (${digits(kith.main_us_del)})`,
        digits(bare.cpu_us_del),
        ratio(kith.cpu_us_del, bare.cpu_us_del),
        `${digits(kith.p50_ms)} / ${digits(kith.p99_ms)}`,
        `${digits(bare.p50_ms)} / ${digits(bare.p99_ms)}`,
        digits(kith.del_s),
        digits(bare.del_s),
      ];
    }),
  };
}
