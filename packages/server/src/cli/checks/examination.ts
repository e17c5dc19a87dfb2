/** The whole examination: every check that can be made, in the order in which a person would put things right. */
import { systemClock } from '../../base/clock.ts';
import type { Outcome } from '../../domain/command.ts';
import { callAdmin } from '../../server/admin/client.ts';
import type { Status } from '../../server/admin/status.ts';
import type { Config } from '../../server/config/config.ts';
import type { LoadedConfig } from '../../server/config/load.ts';
import { ConfigProblem } from '../../server/config/problem.ts';
import { dataDirAt } from '../../server/data-dir.ts';
import { spellDuration } from '../spell.ts';
import { checkApps } from './apps.ts';
import type { Finding } from './finding.ts';
import { checkClock, checkNode, checkOpenFiles, checkSqlite } from './machine.ts';
import { checkPort } from './network.ts';
import { checkDatabase, checkDataDir, checkDisk, checkSecret } from './storage.ts';

/** Examines the machine and, where the configuration is good, what it points to. */
export async function examine(loaded: LoadedConfig): Promise<Finding[]> {
  const machine = [
    await attempt('Node', () => checkNode()),
    await attempt('SQLite', checkSqlite),
    await attempt('open files', checkOpenFiles),
  ];
  if (!loaded.ok) return [...machine, ...loaded.problems.map(problemFound)];
  const configuration: Finding[] = loaded.warnings.map((found) => ({
    check: 'configuration',
    verdict: 'doubtful',
    found,
  }));
  if (configuration.length === 0)
    configuration.push({ check: 'configuration', verdict: 'good', found: 'no problems' });
  const apps = await checkApps(loaded.config);
  return [...machine, ...configuration, ...apps, ...(await examineDir(loaded.config))];
}

function problemFound({
  name,
  value,
  wrong,
  fix,
}: {
  name: string;
  value: string;
  wrong: string;
  fix: string;
}): Finding {
  const assigned = value === '' ? name : `${name} = ${value}`;
  return { check: 'configuration', verdict: 'bad', found: `${assigned}: ${wrong}`, fix };
}

async function examineDir(config: Config): Promise<Finding[]> {
  const dir = dataDirAt(config.dataDir);
  const clock = await attempt('clock', () => checkClock(dir.database, systemClock.now()));
  const usable = await attempt('data directory', () => checkDataDir(dir));
  if (usable.verdict === 'bad') return [clock, usable];
  const secret = await attempt('secret', () => checkSecret(config, dir));
  const disk = await attempt('disk', () => checkDisk(dir));
  const around = [clock, usable, secret, disk];
  const server = await attempt('server', async () => {
    const running = (await callAdmin(dir, 'status', {})) as Outcome<Status> | undefined;
    return running && serverFound(running);
  });
  if (server !== undefined) return [...around, server];
  const database = await attempt('database', () => checkDatabase(dir));
  return [...around, database, await attempt('port', () => checkPort(config))];
}

/** Makes a check; one that cannot be made is found to be bad, and the others still tell what they find. */
async function attempt<F extends Finding | undefined>(
  check: string,
  look: () => F | Promise<F>,
): Promise<F | Finding> {
  try {
    return await look();
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    const fix = error instanceof ConfigProblem ? error.fix : 'put this right, then run kith doctor again';
    return { check, verdict: 'bad', found, fix };
  }
}

function serverFound(running: Outcome<Status>): Finding {
  const check = 'server';
  if (!running.ok)
    return { check, verdict: 'bad', found: `runs, and is ${running.code}`, fix: 'look at its log' };
  const { url, version, uptimeMs } = running.result;
  return { check, verdict: 'good', found: `${version} runs at ${url} for ${spellDuration(uptimeMs)}` };
}
