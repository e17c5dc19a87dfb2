/** Chats: messages to the members of chats of many sizes, beside Socket.IO rooms, and a loop that only keeps them. */
import { join } from 'node:path';
import type { Figure, Say, Table } from './figure.ts';
import type { ChatLogParams } from './peers/sqlite-chat.ts';
import type { LogRate } from './peers/sqlite-log.ts';
import { digits, medians, ratio } from './statistics.ts';
import { channels, chatLines, type Member, people } from './subjects/crowd.ts';
import { measureMessages } from './subjects/exchange.ts';
import { kithConnections, messageSend, startKith } from './subjects/kith.ts';
import { Subject } from './subjects/process.ts';
import { runProgram } from './subjects/program.ts';
import { type Load, load, type Measured } from './tools/wsload.ts';

export interface ChatsPlan {
  readonly rounds: number;
  readonly seconds: number;
  readonly cases: readonly ChatsCase[];
}

interface ChatsCase {
  readonly chats: number;
  /** Members of each chat, all of them connected. */
  readonly members: number;
  readonly pace: NonNullable<Load['pace']>;
}

interface Pair {
  readonly kith: Measured;
  readonly peer: Measured;
  /** The same messages written to a database and no more; where each is a commit of its own. */
  readonly bare: LogRate | undefined;
}

const full: ChatsPlan = {
  rounds: 3,
  seconds: 3,
  cases: [
    { chats: 1, members: 50, pace: { inFlight: 1 } },
    { chats: 1, members: 50, pace: { perSecond: 20 } },
    { chats: 1, members: 50, pace: { inFlight: 64 } },
    { chats: 1, members: 1_000, pace: { perSecond: 20 } },
    { chats: 1, members: 1_000, pace: { inFlight: 256 } },
    { chats: 1, members: 5_000, pace: { perSecond: 4 } },
    { chats: 1, members: 5_000, pace: { inFlight: 256 } },
    { chats: 100, members: 20, pace: { perSecond: 200 } },
    { chats: 100, members: 20, pace: { inFlight: 2_000 } },
  ],
};

/** Length of what the load generator marks a message with. */
const payloadBytes = 64;

export const figure: Figure = {
  name: 'chats',
  run: async (say) => [tableOf(await measureChats(full, say), full)],
};

/** Every case, each the median of the rounds. */
export async function measureChats(plan: ChatsPlan, say: Say): Promise<readonly Pair[]> {
  await using kith = await startKith();
  const crowd = await people(kith, Math.max(...plan.cases.map(({ chats, members }) => chats * members)));
  say(`${crowd.length} people are there`);
  const lines = await linesOf(kith, crowd, plan);
  await using peer = await Subject.start({ run: [join(import.meta.dirname, 'peers/socket-io-rooms.ts')] });
  const expected = { ack: '"message":{', event: '"message.sent"' };
  const [first = ''] = lines.values();
  const { event } = await measureMessages(kith, first, messageSend({ text: '%M' }), expected);
  const rounds: Pair[][] = [];
  for (let round = 1; round <= plan.rounds; round += 1) {
    const pairs: Pair[] = [];
    for (const [index, it] of plan.cases.entries()) {
      const shared = loadOf(it, plan);
      const tokens = lines.get(nameOf(it)) ?? '';
      const ours = () =>
        load({ ...shared, ...kithConnections(kith, tokens), template: messageSend({ text: '%M' }) });
      const theirs = () => load({ ...shared, ...socketIo(peer, event) });
      const oursFirst = (round + index) % 2 === 0;
      const pair = { ...(await alternate(ours, theirs, oursFirst)), bare: await bareLoop(it, plan) };
      pairs.push(pair);
      say(
        `round ${round}, ${caseText(it)}: ${digits(pair.kith.cpu_us_del)} µs a delivery, Socket.IO ` +
          `${digits(pair.peer.cpu_us_del)}; p99 ${digits(pair.kith.p99_ms)} ms, ${digits(pair.peer.p99_ms)}`,
      );
    }
    rounds.push(pairs);
  }
  return plan.cases.map((_, index) => {
    const pairs = rounds.flatMap((round) => round[index] ?? []);
    const bare = pairs.flatMap((it) => it.bare ?? []);
    return {
      kith: medians(pairs.map((it) => it.kith)),
      peer: medians(pairs.map((it) => it.peer)),
      bare: bare.length === 0 ? undefined : medians(bare),
    };
  });
}

/** The chats of every case, and the file of who connects. */
async function linesOf(
  kith: Subject,
  crowd: readonly Member[],
  { cases }: ChatsPlan,
): Promise<ReadonlyMap<string, string>> {
  const lines = new Map<string, string>();
  for (const it of cases) {
    if (lines.has(nameOf(it))) continue;
    const members = crowd.slice(0, it.chats * it.members);
    lines.set(nameOf(it), chatLines(kith, members, await channels(members, it.chats)));
  }
  return lines;
}

function nameOf({ chats, members }: ChatsCase): string {
  return `${chats} × ${members}`;
}

/** Connection i is in chat i modulo the number of chats, and the first one in each chat speaks. */
function loadOf({ chats, members, pace }: ChatsCase, { seconds }: ChatsPlan) {
  return {
    connections: chats * members,
    publishers: chats,
    rooms: chats,
    pace,
    seconds,
    warmSeconds: seconds / 3,
    idleSeconds: 0.2,
    payloadBytes,
  } satisfies Partial<Load>;
}

/** Socket.IO's own frames around a text that makes what is delivered as long as Kith's event. */
function socketIo({ port, pid }: Subject, eventBytes: number): Omit<Load, 'connections'> {
  const around = '42["said",""]'.length;
  const text = `%M${'x'.repeat(Math.max(0, eventBytes - payloadBytes - around))}`;
  return {
    port,
    pid,
    path: '/socket.io/?EIO=4&transport=websocket',
    steps: ['0=>40', '40=>42["join","r%R"]', '42["joined"]=>'],
    replies: ['2=>3'],
    template: `42["say","r%R","${text}"]`,
  };
}

/** What it costs to store such messages, at the same pace; where they pile up, a commit takes as many as there are. */
async function bareLoop(
  { chats, members, pace }: ChatsCase,
  { seconds }: ChatsPlan,
): Promise<LogRate | undefined> {
  const perSecond = 'perSecond' in pace ? pace.perSecond : 0;
  if ('inFlight' in pace && pace.inFlight > 1) return undefined;
  const loop: ChatLogParams = {
    chats,
    members,
    batch: 1,
    seconds,
    perSecond,
    text: 'x'.repeat(payloadBytes),
  };
  return await runProgram<LogRate>(join(import.meta.dirname, 'peers/sqlite-chat.ts'), loop);
}

/** Now one goes first and now the other, so that a drift of the machine favours neither. */
async function alternate(
  ours: () => Promise<Measured>,
  theirs: () => Promise<Measured>,
  oursFirst: boolean,
): Promise<Pick<Pair, 'kith' | 'peer'>> {
  if (oursFirst) return { kith: await ours(), peer: await theirs() };
  const peer = await theirs();
  return { kith: await ours(), peer };
}

function caseText(it: ChatsCase): string {
  const { pace } = it;
  const much = 'inFlight' in pace ? inFlightText(pace.inFlight) : `${pace.perSecond} messages/s`;
  return `${nameOf(it)} members, ${much}`;
}

function inFlightText(inFlight: number): string {
  return inFlight === 1 ? 'one at a time' : `saturated, ${inFlight} in flight`;
}

function tableOf(pairs: readonly Pair[], plan: ChatsPlan): Table {
  return {
    caption: `A text of ${payloadBytes} bytes to every member of its chat; medians of ${plan.rounds} rounds of ${plan.seconds} s.`,
    head: [
      'chats × members, pace',
      'Kith CPU µs/delivery (main thread)',
      'Socket.IO',
      'Kith : Socket.IO',
      'bare SQLite, a commit each',
      'Kith : both',
      'Kith p50 / p99 ms',
      'Socket.IO p50 / p99 ms',
      'Kith deliveries/s',
      'Socket.IO deliveries/s',
    ],
    rows: pairs.map(({ kith, peer, bare }, index) => {
      const it = plan.cases[index];
      const stored = bare && bare.cpu_us / (it?.members ?? 1);
      return [
        it === undefined ? '' : caseText(it),
        `${digits(kith.cpu_us_del)} (${digits(kith.main_us_del)})`,
        digits(peer.cpu_us_del),
        ratio(kith.cpu_us_del, peer.cpu_us_del),
        stored === undefined ? '' : digits(stored),
        stored === undefined ? '' : ratio(kith.cpu_us_del, peer.cpu_us_del + stored),
        `${digits(kith.p50_ms)} / ${digits(kith.p99_ms)}`,
        `${digits(peer.p50_ms)} / ${digits(peer.p99_ms)}`,
        digits(kith.del_s),
        digits(peer.del_s),
      ];
    }),
  };
}
