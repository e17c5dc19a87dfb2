/** The load generator: builds `wsload.c` with the machine's C compiler and runs it. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

const source = join(import.meta.dirname, 'wsload.c');
const builds = join(import.meta.dirname, '../../node_modules/.cache/kith-bench');

/** What to open, to say and to measure; the head of `wsload.c` says it in full. */
export interface Load {
  readonly port: number;
  readonly path?: string;
  readonly headers?: readonly string[];
  readonly connections: number;
  readonly publishers?: number;
  readonly rooms?: number;
  /** Messages in flight, or messages a second; neither: the connections stay idle. */
  readonly pace?: { readonly inFlight: number } | { readonly perSecond: number };
  readonly othersOnly?: boolean;
  readonly seconds?: number;
  readonly warmSeconds?: number;
  readonly idleSeconds?: number;
  readonly payloadBytes?: number;
  readonly template?: string;
  readonly steps?: readonly string[];
  /** What is answered, whenever it comes. */
  readonly replies?: readonly string[];
  /** A file whose line i is `%L` of connection i; behind a tab stands its `%C`. */
  readonly lines?: string;
  /** The server whose CPU time is read. */
  readonly pid?: number;
}

/** What it measured. */
export interface Measured extends Readonly<Record<string, number>> {
  /** Messages sent in the whole run, warm-up included. */
  readonly published: number;
  /** Deliveries a second. */
  readonly del_s: number;
  readonly p50_ms: number;
  readonly p99_ms: number;
  /** CPU time of the server for a delivery: all its threads, and the main one alone. */
  readonly cpu_us_del: number;
  readonly main_us_del: number;
  /** Cores that the load generator itself took. */
  readonly own_cpu: number;
  readonly missing: number;
  readonly failed: number;
  readonly closed: number;
}

/** Whether it can be built: it is for Linux, and needs a C compiler. */
export function canBuild(): boolean {
  return process.platform === 'linux' && spawnSync('cc', ['--version'], { stdio: 'ignore' }).status === 0;
}

/** Runs a load to its end. Throws where a connection failed or a delivery is missing. */
export async function load(options: Load): Promise<Measured> {
  const child = spawn(build(), argumentsOf(options), { stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, said] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const measured = out === '' ? undefined : (JSON.parse(out) as Measured);
  if (measured === undefined || measured.missing + measured.failed + measured.closed !== 0)
    throw new Error(`wsload: not all came through\n${said}${out}`);
  return measured;
}

/** Holds idle connections open while `task` runs. */
export async function whileOpen<T>(options: Load, task: () => Promise<T>): Promise<T> {
  const child = spawn(build(), argumentsOf({ ...options, idleSeconds: 120 }), {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  const said: string[] = [];
  try {
    for await (const line of createInterface({ input: child.stderr })) {
      if (line === 'wsload: ready') return await task();
      said.push(line);
    }
    throw new Error(`wsload: not all connections opened\n${said.join('\n')}`);
  } finally {
    child.kill();
    await ended;
  }
}

/** Builds it once for each text of the source. */
function build(): string {
  const version = createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 16);
  const program = join(builds, `wsload-${version}`);
  if (existsSync(program)) return program;
  if (!canBuild()) throw new Error('these figures need Linux and a C compiler, `cc`');
  mkdirSync(builds, { recursive: true });
  const unfinished = `${program}.${process.pid}`;
  execFileSync('cc', ['-O2', '-Wall', '-o', unfinished, source], { stdio: 'inherit' });
  renameSync(unfinished, program);
  return program;
}

function argumentsOf(load: Load): string[] {
  const { pace } = load;
  const options: Record<string, string | number | undefined> = {
    '-p': load.port,
    '-u': load.path,
    '-n': load.connections,
    '-k': load.publishers,
    '-g': load.rooms,
    '-d': load.seconds,
    '-W': load.warmSeconds,
    '-i': load.idleSeconds,
    '-s': load.payloadBytes,
    '-t': load.template,
    '-f': load.lines,
    '-P': load.pid,
    '-T': 180,
    ...(pace === undefined ? {} : 'inFlight' in pace ? { '-w': pace.inFlight } : { '-r': pace.perSecond }),
  };
  const named = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [name, String(value)],
  );
  const repeated = [
    ...(load.headers ?? []).flatMap((header) => ['-H', header]),
    ...(load.steps ?? []).flatMap((step) => ['-e', step]),
    ...(load.replies ?? []).flatMap((reply) => ['-q', reply]),
  ];
  return [...named, ...repeated, ...(load.othersOnly === true ? ['-x'] : [])];
}
