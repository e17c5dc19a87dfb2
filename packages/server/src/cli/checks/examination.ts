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
import type { Finding } from './finding.ts';
import { checkClock, checkNode, checkOpenFiles, checkSqlite } from './machine.ts';
import { checkPort } from './network.ts';
import { checkDatabase, checkDataDir, checkDisk, checkSecret } from './storage.ts';

/** Examines the machine and, where the configuration is good, what it points to. */
export async function examine(loaded: LoadedConfig): Promise<Finding[]> {
  const machine = [checkNode(), checkSqlite(), checkOpenFiles()];
  if (!loaded.ok) return [...machine, ...loaded.problems.map(problemFound)];
  const configuration: Finding[] = loaded.warnings.map((found) => ({
    check: 'configuration',
    verdict: 'doubtful',
    found,
  }));
  if (configuration.length === 0)
    configuration.push({ check: 'configuration', verdict: 'good', found: 'no problems' });
  return [...machine, ...configuration, ...(await examineDir(loaded.config))];
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
  const clock = checkClock(dir.database, systemClock.now());
  const usable = checkDataDir(dir);
  if (usable.verdict === 'bad') return [clock, usable];
  const around = [clock, usable, checkSecret(config, dir), checkDisk(dir)];
  try {
    const running = (await callAdmin(dir, 'status', {})) as Outcome<Status> | undefined;
    if (running === undefined) return [...around, checkDatabase(dir), await checkPort(config)];
    return [...around, serverFound(running)];
  } catch (error) {
    if (!(error instanceof ConfigProblem)) throw error;
    return [...around, { check: 'server', verdict: 'bad', found: error.message, fix: error.fix }];
  }
}

function serverFound(running: Outcome<Status>): Finding {
  const check = 'server';
  if (!running.ok)
    return { check, verdict: 'bad', found: `runs, and is ${running.code}`, fix: 'look at its log' };
  const { url, version, uptimeMs } = running.result;
  return { check, verdict: 'good', found: `${version} runs at ${url} for ${spellDuration(uptimeMs)}` };
}
