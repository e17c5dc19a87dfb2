/** A real server inside the process of a test: its own data directory, a free port, and no bug that goes unnoticed. */
import type { Clock } from '../../packages/server/src/base/clock.ts';
import { loadConfig, startServer } from '../../packages/server/src/index.ts';
import { createLogger } from '../../packages/server/src/server/logger.ts';
import { newDir } from './kith.ts';

export interface ServeOptions {
  /** `KITH_*` variables without the prefix: `{ OPEN_JOIN: 'true' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  /** The data directory; by default a new one. */
  readonly dataDir?: string;
  /** The port; by default any free one. A server that is started again keeps the one that its tokens name. */
  readonly port?: number;
}

/** A server that runs. */
export interface Served extends AsyncDisposable {
  /** Where it listens. */
  readonly url: string;
  readonly dataDir: string;
  /** Stops it as SIGTERM does; throws where it logged a bug. */
  stop(): Promise<void>;
  /** Starts it anew at the same address and, unless told otherwise, on the same data. */
  again(options?: Pick<ServeOptions, 'settings' | 'dataDir'>): Promise<Served>;
}

const quiet = {
  KITH_RATE_LIMITS: 'off',
  KITH_LINK_QUARANTINE_HOURS: '0',
  KITH_LOG_LEVEL: 'silent',
  KITH_WEB: 'off',
};

/** Starts a server; rates and quarantine are off unless the settings say otherwise. */
export async function serve(options: ServeOptions = {}): Promise<Served> {
  const { settings = {}, clock, dataDir = newDir(), port = 0 } = options;
  const named = Object.entries(settings).map(([name, value]) => [`KITH_${name}`, value] as const);
  const env = {
    ...quiet,
    ...Object.fromEntries(named),
    KITH_DATA_DIR: dataDir,
    KITH_PORT: String(port),
  };
  const loaded = loadConfig({ env, cwd: newDir() });
  if (!loaded.ok) throw new Error(`the configuration is wrong: ${JSON.stringify(loaded.problems)}`);
  const log = createLogger({ level: 'silent', format: 'json' });
  const bugs: unknown[] = [];
  log.error = (bug: unknown) => void bugs.push(bug);
  const server = await startServer(loaded.config, { log, ...(clock === undefined ? {} : { clock }) });
  const stop = async () => {
    await server.close();
    if (bugs.length > 0) throw new AggregateError(bugs.splice(0).map(asError), 'the server logged bugs');
  };
  return {
    url: `http://127.0.0.1:${server.port}`,
    dataDir,
    stop,
    again: (changes = {}) => serve({ ...options, dataDir, ...changes, port: server.port }),
    [Symbol.asyncDispose]: stop,
  };
}

function asError(bug: unknown): Error {
  const { err, ...rest } = bug as { err?: Error };
  return err ?? new Error(JSON.stringify(rest));
}
