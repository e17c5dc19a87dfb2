/** A real server in a process of its own: on one port and one data directory it can be killed and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The sources of the server as it is; a mutant has its own. */
const serverSource = join(import.meta.dirname, '../../packages/server/src');

/** A start that takes longer than this has failed. */
const startMsMax = 60_000;

/** Lines of the server's output that are kept. */
const logLinesMax = 200;

export interface ServerProcessOptions {
  /** Directory of the server's sources, the like of `packages/server/src`. */
  readonly source?: string;
  /** Variables beside the port and the data directory. */
  readonly env?: Readonly<Record<string, string>>;
}

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

interface Running {
  readonly child: ChildProcess;
  readonly ready: Promise<void>;
  readonly exit: Promise<Exit>;
}

/** One server. Disposing it ends its process and removes its directory. */
export class ServerProcess {
  readonly url: string;
  /** A directory of its own: the data directory, and room for what a test wants to keep beside it. */
  readonly dir: string;
  readonly #options: ServerProcessOptions;
  readonly #log: string[] = [];
  #running: Running | undefined;
  #keepsDir = false;

  /** Takes a free port and a new directory; starts nothing. */
  static async create(options: ServerProcessOptions = {}): Promise<ServerProcess> {
    return new ServerProcess(options, await freePort());
  }

  private constructor(options: ServerProcessOptions, port: number) {
    this.#options = options;
    this.url = `http://127.0.0.1:${port}`;
    this.dir = mkdtempSync(join(tmpdir(), 'kith-server-'));
  }

  get dataDir(): string {
    return join(this.dir, 'data');
  }

  get database(): string {
    return join(this.dataDir, 'kith.db');
  }

  /** The last lines that its processes wrote, for the reader of a failure. */
  get log(): readonly string[] {
    return this.#log;
  }

  /** Starts it, where it does not run; resolves with the ms until it was ready, rejects where it ended before. */
  async start(): Promise<number> {
    const began = performance.now();
    this.#running ??= this.#spawn();
    await this.#running.ready;
    const { status } = await fetch(`${this.url}/readyz`);
    if (status !== 200) throw this.#failure(`says to be ready and answers ${status}`);
    return performance.now() - began;
  }

  /** Sends a signal and waits for the end; a server that does not run has ended. `SIGTERM` lets it finish. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<Exit> {
    const running = this.#running;
    if (running === undefined) return { code: null, signal: null };
    running.child.kill(signal);
    const exit = await running.exit;
    this.#running = undefined;
    return exit;
  }

  /** Kills it as a crash would, and waits until it is gone. */
  kill(): Promise<Exit> {
    return this.end('SIGKILL');
  }

  /** Lets it drain and stop. */
  stop(): Promise<Exit> {
    return this.end('SIGTERM');
  }

  /** Kills it, starts it again; resolves with the ms until it was ready. */
  async restart(): Promise<number> {
    await this.kill();
    return this.start();
  }

  /** Leaves the directory behind, for somebody to look at. */
  keepDir(): void {
    this.#keepsDir = true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    if (!this.#keepsDir) rmSync(this.dir, { recursive: true, force: true });
  }

  #spawn(): Running {
    const { source = serverSource, env = {} } = this.#options;
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn(process.execPath, [join(source, 'cli/main.ts'), 'start'], {
      // No `.env` and nothing of this process's configuration.
      cwd: this.dir,
      env: {
        PATH,
        HOME,
        KITH_PORT: new URL(this.url).port,
        KITH_DATA_DIR: this.dataDir,
        KITH_LOG_FORMAT: 'json',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const killWithUs = () => child.kill('SIGKILL');
    process.once('exit', killWithUs);
    const exit = once(child, 'exit').then(([code, signal]: unknown[]): Exit => {
      process.off('exit', killWithUs);
      this.#keep(`ended: ${code ?? signal}`);
      return { code: code as Exit['code'], signal: signal as Exit['signal'] };
    });
    const ready = this.#untilReady(child, exit);
    // Whoever kills a server while it starts need not hear that it did not get ready.
    ready.catch(() => undefined);
    return { child, exit, ready };
  }

  #untilReady(child: ChildProcess, exit: Promise<Exit>): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(this.#failure(`is not ready after ${startMsMax} ms`)),
        startMsMax,
      );
      void exit.then(({ code, signal }) => {
        clearTimeout(timer);
        reject(this.#failure(`ended before it was ready: ${code ?? signal}`));
      });
      for (const stream of [child.stdout, child.stderr]) {
        if (stream === null) continue;
        createInterface({ input: stream }).on('line', (line) => {
          this.#keep(line);
          if (!saysReady(line)) return;
          clearTimeout(timer);
          resolve();
        });
      }
    });
  }

  #keep(line: string): void {
    this.#log.push(line);
    if (this.#log.length > logLinesMax) this.#log.shift();
  }

  #failure(says: string): Error {
    return new Error(`the server ${says}\n${this.#log.slice(-20).join('\n')}`);
  }
}

function saysReady(line: string): boolean {
  try {
    return (JSON.parse(line) as { msg?: unknown }).msg === 'ready';
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
