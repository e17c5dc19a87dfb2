/** Loads the configuration: reads every source, reports all problems at once, starts nothing. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defaultLimits, type Limits } from '@kith/protocol';
import type { Config } from './config.ts';
import { readEnvFile } from './env-file.ts';
import { isLoopback } from './exposure.ts';
import { fixFor } from './option.ts';
import { type Problem, shown } from './problem.ts';
import { cautions, contradictions } from './rules.ts';
import { type Flags, type Given, gather } from './sources.ts';
import { limitOptions, options, optionTable } from './table.ts';

/** Where a configuration comes from. */
export interface ConfigRequest {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Flags by name without the dashes; `true` where no value was given. */
  readonly flags?: Flags;
  /** Directory of the `.env` file, and of relative paths. */
  readonly cwd: string;
  /** Flags that the command has besides, for suggestions. */
  readonly otherFlags?: readonly string[];
  /** Whether a person reads the output; decides how logs look by default. */
  readonly terminal?: boolean;
  /** Lifts the refusals that protect a public host. */
  readonly force?: boolean;
}

/** The configuration with what deserves a warning, or everything that is wrong with it. */
export type LoadedConfig =
  | { readonly ok: true; readonly config: Config; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Loads the configuration from flags, environment and `.env`, in this order of precedence. */
export function loadConfig(request: ConfigRequest): LoadedConfig {
  const { env, flags = {}, cwd, otherFlags = [], terminal = false, force = false } = request;
  const envFile = readEnvFile(cwd);
  const { given, problems } = gather({
    env,
    envFile: envFile.ok ? envFile.values : {},
    flags,
    otherFlags,
  });
  if (!envFile.ok) problems.push(envFile.problem);
  const values = readAll(given, cwd, problems);
  const config = assemble(values, { cwd, terminal });
  // A rule over a default that stands in for a wrong value would mislead.
  if (problems.length === 0) problems.push(...contradictions(config, force));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, config, warnings: cautions(config) };
}

function readAll(
  given: ReadonlyMap<string, Given>,
  cwd: string,
  problems: Problem[],
): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>();
  for (const [name, option] of options) {
    const entry = given.get(name);
    const reading = entry && option.kind.read(entry.text, cwd);
    values.set(name, reading?.ok === true ? reading.value : option.default);
    if (entry === undefined || reading === undefined || reading.ok) continue;
    problems.push({
      name: entry.name,
      value: shown(entry.text, option.hidden === true),
      wrong: reading.wrong,
      fix: fixFor(name, option),
    });
  }
  return values;
}

/** Where the apps are defined if nobody says where. */
function defaultApps(cwd: string): string | null {
  const path = join(cwd, 'kith.config.ts');
  return existsSync(path) ? path : null;
}

function assemble(
  values: ReadonlyMap<string, unknown>,
  { cwd, terminal }: { cwd: string; terminal: boolean },
): Config {
  const read = Object.fromEntries(Object.keys(optionTable).map((name) => [name, values.get(name)])) as Omit<
    Config,
    'limits' | 'logFormat'
  > & { logFormat: Config['logFormat'] | null };
  const limits = Object.fromEntries(
    [...limitOptions].map(([name, { limit }]) => [limit, values.get(name) ?? defaultLimits[limit]]),
  ) as Limits;
  return {
    ...read,
    host: read.lan && isLoopback(read.host) ? '0.0.0.0' : read.host,
    dataDir: resolve(cwd, read.dataDir),
    config: read.config ?? defaultApps(cwd),
    logFormat: read.logFormat ?? (terminal ? 'pretty' : 'json'),
    limits,
  };
}
