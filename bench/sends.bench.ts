/** Acknowledged messages a second: in one hot chat and over many, beside a bare SQLite loop with the same rows. */
import { join } from 'node:path';
import type { Figure, Say, Table } from './figure.ts';
import type { ChatLogParams } from './peers/sqlite-chat.ts';
import type { LogRate } from './peers/sqlite-log.ts';
import { digits, medians, ratio } from './statistics.ts';
import { channels, chatLines, people } from './subjects/crowd.ts';
import { eventsOnDisk, kithConnections, messageSend, startKith } from './subjects/kith.ts';
import type { Subject } from './subjects/process.ts';
import { runProgram } from './subjects/program.ts';
import { load } from './tools/wsload.ts';

export interface SendsPlan {
  readonly rounds: number;
  readonly seconds: number;
  readonly places: readonly Place[];
  readonly inFlight: readonly number[];
}

interface Place {
  readonly chats: number;
  /** Members of each chat: all of them are connected, hear everything in it and send in turn. */
  readonly members: number;
}

/** One place at one number in flight. */
interface Level extends Readonly<Record<string, number>> {
  readonly acks: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpu: number;
  readonly main: number;
  readonly batch: number;
  readonly bare: number;
  readonly bareCpu: number;
}

const full: SendsPlan = {
  rounds: 3,
  seconds: 3,
  places: [
    { chats: 1, members: 50 },
    { chats: 100, members: 10 },
  ],
  inFlight: [1, 100, 1_000],
};

/** What every message says, behind its number: words that an index of words must take. */
const text = 'shall we meet at the station at noon, or is one too late for you?';

export const figure: Figure = {
  name: 'sends',
  run: async (say) => [tableOf(await measureSends(full, say), full)],
};

/** Every place at every number in flight, each the median of the rounds. */
export async function measureSends(plan: SendsPlan, say: Say): Promise<readonly Level[]> {
  const rounds: Level[][] = [];
  for (let round = 1; round <= plan.rounds; round += 1) {
    const levels: Level[] = [];
    for (const place of plan.places) levels.push(...(await measurePlace(plan, place, say)));
    rounds.push(levels);
  }
  return plan.places.flatMap((_, at) =>
    plan.inFlight.map((__, index) =>
      medians(rounds.flatMap((levels) => levels[at * plan.inFlight.length + index] ?? [])),
    ),
  );
}

/** On a server of its own: what was acknowledged in all of it must be on disk when it is gone. */
async function measurePlace(plan: SendsPlan, place: Place, say: Say): Promise<Level[]> {
  await using kith = await startKith({ probes: [join(import.meta.dirname, 'probes/commits.ts')] });
  const members = await people(kith, place.chats * place.members);
  const lines = chatLines(kith, members, await channels(members, place.chats));
  const levels: Level[] = [];
  let acked = 0;
  for (const inFlight of plan.inFlight) {
    const { level, sent } = await measureLevel({ kith, lines, place, inFlight, seconds: plan.seconds });
    levels.push(level);
    acked += sent;
    say(
      `${placeText(place)}, ${inFlight} in flight: ${digits(level.acks)} acks/s, bare ${digits(level.bare)}`,
    );
  }
  await kith.kill();
  const stored = eventsOnDisk(kith, 'message.sent');
  if (stored !== acked) throw new Error(`${acked} messages were acked, and ${stored} are on disk`);
  return levels;
}

interface LevelOptions {
  readonly kith: Subject;
  readonly lines: string;
  readonly place: Place;
  readonly inFlight: number;
  readonly seconds: number;
}

async function measureLevel({
  kith,
  lines,
  place: { chats, members },
  inFlight,
  seconds,
}: LevelOptions): Promise<{ level: Level; sent: number }> {
  const connections = chats * members;
  const before = await kith.ask<Committed>('commits');
  const served = await load({
    ...kithConnections(kith, lines),
    connections,
    publishers: connections,
    // The ack alone is counted, which only its sender gets.
    rooms: connections,
    pace: { inFlight },
    seconds,
    warmSeconds: seconds / 3,
    idleSeconds: 0.2,
    template: messageSend({ id: '%M', text: `%N ${text}` }),
  });
  const after = await kith.ask<Committed>('commits');
  const batch = Math.max(1, (after.events - before.events) / (after.commits - before.commits));
  const peer: ChatLogParams = {
    ...{ chats, members, batch: Math.round(batch), seconds: seconds / 2 },
    ...{ text, perSecond: 0 },
  };
  const bare = await runProgram<LogRate>(join(import.meta.dirname, 'peers/sqlite-chat.ts'), peer);
  const level: Level = {
    acks: served.del_s,
    p50: served.p50_ms,
    p99: served.p99_ms,
    cpu: served.cpu_us_del,
    main: served.main_us_del,
    batch,
    bare: bare.per_s,
    bareCpu: bare.cpu_us,
  };
  return { level, sent: served.published };
}

interface Committed {
  readonly commits: number;
  readonly events: number;
}

function placeText({ chats, members }: Place): string {
  return `${chats} × ${members} members`;
}

function tableOf(levels: readonly Level[], plan: SendsPlan): Table {
  const cases = plan.places.flatMap((place) => plan.inFlight.map((inFlight) => ({ place, inFlight })));
  return {
    caption: `\`messages.send\` with a text of ${text.length} bytes, all members connected; medians of ${plan.rounds} rounds of ${plan.seconds} s.`,
    head: [
      'chats, in flight',
      'acks/s',
      'p50 / p99 ms',
      'CPU µs (main thread)',
      'messages a commit',
      'bare SQLite/s (CPU µs)',
      'Kith : bare',
    ],
    rows: levels.map((level, index) => {
      const it = cases[index];
      return [
        it === undefined ? '' : `${placeText(it.place)}, ${it.inFlight}`,
        digits(level.acks),
        `${digits(level.p50)} / ${digits(level.p99)}`,
        `${digits(level.cpu)} (${digits(level.main)})`,
        digits(level.batch),
        `${digits(level.bare)} (${digits(level.bareCpu)})`,
        ratio(level.acks, level.bare),
      ];
    }),
  };
}
