/** Settings: an edit on one device until another shows it, and what it costs, beside TinyBase's sync of the same. */
import { join } from 'node:path';
import type { EditsMeasured, EditsParams, Library } from './devices/edits.ts';
import type { Figure, Say, Table } from './figure.ts';
import { digits, medians, ratio } from './statistics.ts';
import { startKith } from './subjects/kith.ts';
import { Subject } from './subjects/process.ts';
import { runProgram } from './subjects/program.ts';

export interface SettingsPlan {
  readonly rounds: number;
  readonly keys: number;
  readonly valueBytes: number;
  readonly restMs: number;
  readonly paces: readonly { readonly perSecond: number; readonly edits: number }[];
}

export interface Pair {
  readonly perSecond: number;
  readonly kith: EditsMeasured;
  readonly tinybase: EditsMeasured;
}

const full: SettingsPlan = {
  rounds: 3,
  keys: 1_000,
  valueBytes: 64,
  restMs: 1_000,
  paces: [
    { perSecond: 1, edits: 40 },
    { perSecond: 200, edits: 2_000 },
  ],
};

export const figure: Figure = {
  name: 'settings',
  run: async (say) => tablesOf(await measureSettings(full, say), full),
};

/** Every pace, each the median of the rounds. */
export async function measureSettings(plan: SettingsPlan, say: Say): Promise<readonly Pair[]> {
  await using kith = await startKith();
  await using tinybase = await Subject.start({
    run: [join(import.meta.dirname, 'peers/tinybase-server.ts')],
  });
  const subjects = { kith, tinybase };
  const rounds: Pair[][] = [];
  for (let round = 1; round <= plan.rounds; round += 1) {
    const pairs: Pair[] = [];
    for (const [index, pace] of plan.paces.entries()) {
      const run = (library: Library) =>
        measureOnce(subjects[library], { ...pace, library, plan, name: `round${round}-${index}` });
      const pair = { perSecond: pace.perSecond, ...(await alternate(run, (round + index) % 2 === 0)) };
      pairs.push(pair);
      say(
        `round ${round}, ${pace.perSecond} edits/s: p50 ${digits(pair.kith.p50)} ms, TinyBase ` +
          `${digits(pair.tinybase.p50)}; CPU ${digits(pair.kith.serverCpuUs)} µs, ${digits(pair.tinybase.serverCpuUs)}`,
      );
    }
    rounds.push(pairs);
  }
  return plan.paces.map(({ perSecond }, index) => {
    const pairs = rounds.flatMap((round) => round[index] ?? []);
    return {
      perSecond,
      kith: medians(pairs.map((it) => it.kith)),
      tinybase: medians(pairs.map((it) => it.tinybase)),
    };
  });
}

interface Once {
  readonly library: Library;
  readonly name: string;
  readonly perSecond: number;
  readonly edits: number;
  readonly plan: SettingsPlan;
}

/** Throws where an edit is missing, where the devices differ in the end, or where Kith has not kept what they have. */
async function measureOnce(
  { port, pid, dir }: Subject,
  { library, plan, ...once }: Once,
): Promise<EditsMeasured> {
  const { keys, valueBytes, restMs } = plan;
  const url = `${library === 'kith' ? 'http' : 'ws'}://127.0.0.1:${port}`;
  const params: EditsParams = { library, url, pid, serverDir: dir, keys, valueBytes, restMs, ...once };
  const measured = await runProgram<EditsMeasured>(join(import.meta.dirname, 'devices/edits.ts'), params);
  if (library === 'kith' && measured.unkept > 0) throw new Error(`Kith lost ${measured.unkept} settings`);
  return measured;
}

/** Now one goes first and now the other, so that a drift of the machine favours neither. */
async function alternate(
  run: (library: Library) => Promise<EditsMeasured>,
  kithFirst: boolean,
): Promise<Pick<Pair, Library>> {
  if (kithFirst) return { kith: await run('kith'), tinybase: await run('tinybase') };
  const tinybase = await run('tinybase');
  return { kith: await run('kith'), tinybase };
}

/** What is said of a run, and how. */
const costs = {
  serverCpuUs: 'CPU of the server, µs',
  deviceCpuUs: 'CPU of both devices, µs',
  wireBytes: 'bytes on the wire, both devices',
  writtenBytes: 'bytes given to the file system',
  storedBytes: 'bytes by which what is kept grew',
  unkept: 'settings whose last edit is not on the server’s disk a second later',
} satisfies Partial<Record<keyof EditsMeasured, string>>;

function tablesOf(
  pairs: readonly Pair[],
  { rounds, keys, valueBytes, paces }: SettingsPlan,
): readonly Table[] {
  const edits = paces
    .map((pace) => `${pace.edits.toLocaleString('en')} at ${pace.perSecond} a second`)
    .join(', ');
  const columns = ['Kith', 'TinyBase', 'Kith : TinyBase'];
  return [
    {
      caption:
        `${keys.toLocaleString('en')} settings of ${valueBytes} bytes, two devices; medians of ${rounds} rounds of ` +
        `${edits}. Edit → other device, ms.`,
      head: [
        'pace',
        ...columns.slice(0, 2).map((name) => `${name} p50 / p99`),
        'Kith : TinyBase, p50',
        'p99',
      ],
      rows: pairs.map(({ perSecond, kith, tinybase }) => [
        `${perSecond} edits/s`,
        `${digits(kith.p50)} / ${digits(kith.p99)}`,
        `${digits(tinybase.p50)} / ${digits(tinybase.p99)}`,
        ratio(kith.p50, tinybase.p50),
        ratio(kith.p99, tinybase.p99),
      ]),
    },
    {
      caption: 'What one edit costs, and what is kept in the end.',
      head: ['pace, cost', ...columns],
      rows: pairs.flatMap(({ perSecond, kith, tinybase }) =>
        Object.entries(costs).map(([name, says]) => {
          const [ours, theirs] = [kith[name] ?? Number.NaN, tinybase[name] ?? Number.NaN];
          // What hardly grows, or is not there at all, is no measure for anything.
          const compared = theirs < 1 || ours === 0 ? '–' : ratio(ours, theirs);
          return [`${perSecond} edits/s, ${says}`, digits(ours), digits(theirs), compared];
        }),
      ),
    },
  ];
}
