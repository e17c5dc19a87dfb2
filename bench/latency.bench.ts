/** Latency: a command until its ack, and an edit until the other device has it, beside an echo and beside an fsync. */
import { join } from 'node:path';
import type { Figure, Say, Table } from './figure.ts';
import type { CommitParams, CommitTimes } from './peers/sqlite-commit.ts';
import { digits, medians, ratio } from './statistics.ts';
import { oneUser } from './subjects/crowd.ts';
import { type MessageSizes, measureMessages } from './subjects/exchange.ts';
import { kithConnections, settingsSet, startKith } from './subjects/kith.ts';
import { Subject } from './subjects/process.ts';
import { runProgram } from './subjects/program.ts';
import { type Load, load } from './tools/wsload.ts';

export interface LatencyPlan {
  readonly rounds: number;
  readonly seconds: number;
  /** Messages a second in the unhurried case. */
  readonly perSecond: number;
}

/** What is waited for. */
const waits = ['ack', 'event'] as const;
type Wait = (typeof waits)[number];

/** One wait at one pace; ms. */
export interface Latency extends Readonly<Record<string, number>> {
  readonly kith50: number;
  readonly kith99: number;
  readonly echo50: number;
  readonly echo99: number;
  readonly commit50: number;
  readonly commit99: number;
}

interface Row {
  readonly wait: Wait;
  readonly perSecond: number;
  readonly latency: Latency;
}

const full: LatencyPlan = { rounds: 10, seconds: 0.6, perSecond: 200 };

/** Length of what the load generator marks a message with. */
const payloadBytes = 64;
const filler = 'x'.repeat(payloadBytes);

export const figure: Figure = {
  name: 'latency',
  run: async (say) => [tableOf(await measureLatency(full, say), full)],
};

/** Every wait at every pace, each the median of the rounds. */
export async function measureLatency(plan: LatencyPlan, say: Say): Promise<readonly Row[]> {
  await using kith = await startKith();
  const tokens = await oneUser(kith, 2);
  const sizes = await measureMessages(kith, tokens, settingsSet({ id: filler, value: filler }));
  await using ackEcho = await startEcho('ack', sizes);
  await using eventEcho = await startEcho('event', sizes);
  const echoes = { ack: ackEcho, event: eventEcho } satisfies Record<Wait, Subject>;
  const cases = [0, plan.perSecond].flatMap((perSecond) => waits.map((wait) => ({ wait, perSecond })));
  const rounds: Latency[][] = [];
  for (let round = 1; round <= plan.rounds; round += 1) {
    const latencies: Latency[] = [];
    for (const { wait, perSecond } of cases) {
      const latency = await measureOnce({
        kith,
        tokens,
        sizes,
        echo: echoes[wait],
        wait,
        perSecond,
        seconds: plan.seconds,
      });
      latencies.push(latency);
      say(
        `round ${round}, ${wait}, ${paceText(perSecond)}: p50 ${digits(latency.kith50)} ms, ` +
          `echo ${digits(latency.echo50)}, commit ${digits(latency.commit50)}`,
      );
    }
    rounds.push(latencies);
  }
  return cases.map((it, index) => ({
    ...it,
    latency: medians(rounds.flatMap((round) => round[index] ?? [])),
  }));
}

interface OnceOptions {
  readonly kith: Subject;
  readonly tokens: string;
  readonly sizes: MessageSizes;
  readonly echo: Subject;
  readonly wait: Wait;
  readonly perSecond: number;
  readonly seconds: number;
}

function startEcho(stamped: Wait, { ack, event }: MessageSizes): Promise<Subject> {
  const echo = join(import.meta.dirname, 'peers/ws-echo.ts');
  return Subject.start({ run: [echo, stamped, String(ack), String(event)] });
}

/** Kith, then the echo, then the commit, one after the other in the same seconds of the machine. */
async function measureOnce(options: OnceOptions): Promise<Latency> {
  const { kith, tokens, sizes, echo, wait, perSecond, seconds } = options;
  const shared = {
    connections: 2,
    ...(wait === 'ack' ? { rooms: 2 } : { othersOnly: true }),
    pace: perSecond === 0 ? { inFlight: 1 } : { perSecond },
    seconds,
    warmSeconds: seconds / 4,
    idleSeconds: 0.05,
    payloadBytes,
  } satisfies Partial<Load>;
  const marked = settingsSet(wait === 'ack' ? { id: '%M', value: filler } : { id: filler, value: '%M' });
  const ours = await load({ ...shared, ...kithConnections(kith, tokens), template: marked });
  const template = `%M${'x'.repeat(sizes.command - payloadBytes)}`;
  const theirs = await load({ ...shared, port: echo.port, pid: echo.pid, template });
  const params: CommitParams = { seconds, perSecond, rowBytes: sizes.event };
  const commit = await runProgram<CommitTimes>(join(import.meta.dirname, 'peers/sqlite-commit.ts'), params);
  return {
    kith50: ours.p50_ms,
    kith99: ours.p99_ms,
    echo50: theirs.p50_ms,
    echo99: theirs.p99_ms,
    commit50: commit.p50_ms,
    commit99: commit.p99_ms,
  };
}

function paceText(perSecond: number): string {
  return perSecond === 0 ? 'one at a time' : `${perSecond} a second`;
}

function tableOf(rows: readonly Row[], plan: LatencyPlan): Table {
  const waitText = { ack: 'command → ack', event: 'edit → other device' } satisfies Record<Wait, string>;
  return {
    caption: `Milliseconds, p50 / p99; medians of ${plan.rounds} rounds of ${plan.seconds} s.`,
    head: ['what, pace', 'Kith', 'bare `ws` echo', 'bare FULL commit', 'Kith : (echo + commit), p50', 'p99'],
    rows: rows.map(({ wait, perSecond, latency }) => {
      const { kith50, kith99, echo50, echo99, commit50, commit99 } = latency;
      return [
        `${waitText[wait]}, ${paceText(perSecond)}`,
        `${digits(kith50)} / ${digits(kith99)}`,
        `${digits(echo50)} / ${digits(echo99)}`,
        `${digits(commit50)} / ${digits(commit99)}`,
        ratio(kith50, echo50 + commit50),
        ratio(kith99, echo99 + commit99),
      ];
    }),
  };
}
