/** Runs the real program `kith` in processes of its own, with nothing of this process's configuration. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const main = join(import.meta.dirname, '../../packages/server/src/cli/main.ts');

/** What a command left behind. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface KithOptions {
  /** Working directory; by default a new one, so that no `.env` is read. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The user that runs it, where that is not the one of this process. */
  readonly uid?: number;
}

/** A new directory that nobody else uses. */
export function newDir(): string {
  return mkdtempSync(join(tmpdir(), 'kith-'));
}

function spawnKith(args: readonly string[], { cwd = newDir(), env = {}, uid }: KithOptions): ChildProcess {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  const plain = { PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }) };
  return spawn(process.execPath, [main, ...args], {
    cwd,
    env: { ...plain, ...env },
    ...(uid === undefined ? {} : { uid, gid: uid }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function collect(child: ChildProcess): Promise<Ended> {
  const texts = { out: '', err: '' };
  child.stdout?.on('data', (piece: Buffer) => (texts.out += piece.toString()));
  child.stderr?.on('data', (piece: Buffer) => (texts.err += piece.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, ...texts }));
  });
}

/** Runs a command to its end. */
export function runKith(args: readonly string[], options: KithOptions = {}): Promise<Ended> {
  return collect(spawnKith(args, options));
}

/** A server in a process of its own. */
export interface KithProcess {
  readonly url: string;
  readonly pid: number;
  readonly dataDir: string;
  /** Entries of its log so far. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
  /** Resolves once an entry with this message is in its log. */
  logged(message: string): Promise<void>;
  /** Resolves when it has ended by whatever cause. */
  readonly ended: Promise<Ended>;
  /** Sends a signal, and waits until the process has ended. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface StartOptions extends KithOptions {
  readonly dataDir?: string;
  readonly args?: readonly string[];
}

/** Starts a server without pages on a free port and waits until it is ready; rejects where it ends before. */
export async function startKith(options: StartOptions = {}): Promise<KithProcess> {
  const { dataDir = join(newDir(), 'data'), args = [], env = {} } = options;
  const child = spawnKith(['start', ...args], {
    ...options,
    env: { KITH_PORT: '0', KITH_DATA_DIR: dataDir, KITH_LOG_FORMAT: 'json', KITH_WEB: 'off', ...env },
  });
  const ended = collect(child);
  const log: Record<string, unknown>[] = [];
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  lines.on('line', (line) => log.push(JSON.parse(line) as Record<string, unknown>));
  const logged = async (message: string) => {
    while (!log.some(({ msg }) => msg === message)) await once(lines, 'line');
  };
  const early = ended.then(({ code, out, err }) => {
    throw new Error(`kith ended with ${code} before it was ready:\n${out}${err}`);
  });
  await Promise.race([logged('ready'), early]);
  early.catch(() => undefined);
  const url = String(log.find(({ msg }) => msg === 'ready')?.url);
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    return await ended;
  };
  return {
    url,
    pid: child.pid ?? 0,
    dataDir,
    log,
    logged,
    ended,
    stop,
    [Symbol.asyncDispose]: async () => void (await stop('SIGKILL')),
  };
}
