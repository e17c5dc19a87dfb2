/** One run of the kill rig: a server that is killed again and again under write load, and the proof that nothing is lost. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { check } from '../checkers/check.ts';
import { headMsMax } from '../checkers/live.ts';
import type { Violation } from '../checkers/violation.ts';
import { ServerProcess } from '../support/server-process.ts';
import { type Actor, Crowd, streamOf } from './crowd.ts';
import { readDatabase } from './database.ts';
import type { Device } from './device.ts';
import { killAgainAndAgain } from './nemesis.ts';
import { Pace } from './pace.ts';
import { headSeenBy, readEvents, readSettings } from './reads.ts';
import { Recorder } from './recorder.ts';
import { lineOf, type Report } from './report.ts';

export interface KillRunOptions {
  /** Gives the moments of the kills and the commands of every device. */
  readonly seed: number;
  readonly kills: number;
  readonly users?: number;
  /** Devices that join while the server is being killed. */
  readonly newcomers?: number;
  /** What a device waits between two bursts, on average. */
  readonly thinkMs?: number;
  /** What the server is up between two kills, on average. */
  readonly upMs?: number;
  /** The server's sources; a mutant's, or by default the original. */
  readonly source?: string;
  /** Leave the record and the data behind where something was wrong; true by default. */
  readonly keeps?: boolean;
}

/** The history of a setting is not cut, so that the last read shows every edit. */
const env = {
  KITH_RATE_LIMITS: 'off',
  KITH_LINK_QUARANTINE_HOURS: '0',
  KITH_LIMIT_SETTING_HISTORY: '100000',
};

const newcomersEveryMs = 3_000;

/** Runs it. What it throws is a fault of the rig, or of a server that does not start or answer any more. */
export async function killRun(options: KillRunOptions): Promise<Report> {
  const {
    seed,
    kills,
    users = 12,
    newcomers = 0,
    thinkMs = 300,
    upMs = 1_500,
    source,
    keeps = true,
  } = options;
  await using server = await ServerProcess.create({ env, ...(source === undefined ? {} : { source }) });
  const recorder = new Recorder(join(server.dir, 'record.jsonl'));
  const pace = new Pace(thinkMs);
  const crowd = new Crowd({ url: server.url, recorder, pace, seed });
  const violations: Violation[] = [];
  try {
    await server.start();
    await crowd.gather(users);
    crowd.begin();
    const joining = crowd.takeNewcomers(newcomers, newcomersEveryMs);
    await killAgainAndAgain({ server, recorder, pace, upMs, random: streamOf(seed, 'nemesis') }, kills);
    recorder.add({ what: 'healed', t: recorder.now() });
    pace.end();
    await joining;
    await Promise.all(crowd.actors.map((actor) => toHead(actor, recorder)));
    const readers = await crowd.readers();
    for (const device of crowd.firsts) await readEvents(device);
    for (const device of readers) await readSettings(device);
    await Promise.all(readers.map((device) => device.sync()));
    await Promise.all([...crowd.actors, ...readers.map(atRest)].map((actor) => toHead(actor, recorder)));
    if (crowd.stuck > 0) violations.push(late(`${crowd.stuck} calls got no answer`));
    await crowd.end();
    const { code } = await server.stop();
    if (code !== 0) violations.push(late(`the server stopped with ${code}`));
    readDatabase(server.database, recorder);
    violations.push(...check(recorder.entries));
  } catch (error) {
    server.keepDir();
    throw new Error(`seed ${seed}, record ${recorder.path}, server log:\n${server.log.join('\n')}`, {
      cause: error,
    });
  } finally {
    pace.end();
    await crowd.end();
    recorder.close();
  }
  const kept = keeps && violations.length > 0;
  if (kept) server.keepDir();
  const line = `kill -9, seed ${seed}: ${lineOf(recorder.entries, violations)}`;
  return { seed, violations, line, ...(kept ? { record: recorder.path } : {}) };
}

interface Reader {
  readonly device: Device;
  readonly isSettled: boolean;
}

function atRest(device: Device): Reader {
  return { device, isSettled: true };
}

/** Waits until the server says that nothing is behind the device, and a bit longer than it may take. */
async function toHead(actor: Actor | Reader, recorder: Recorder): Promise<void> {
  const { device } = actor;
  const deadline = recorder.now() + 1.5 * headMsMax;
  while (recorder.now() < deadline) {
    const offset = actor.isSettled ? await headSeenBy(device) : undefined;
    if (offset !== undefined) {
      recorder.add({ what: 'at-head', t: recorder.now(), device: device.id, offset });
      return;
    }
    await pause(20);
  }
}

function late(says: string): Violation {
  return { rule: 'I8', wrong: 'late', says };
}
