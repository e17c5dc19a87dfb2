/** One run of the kill rig: a server that is killed again and again under write load, and the proof that nothing is lost. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { check } from '../checkers/check.ts';
import { headMsMax } from '../checkers/live.ts';
import type { Violation } from '../checkers/violation.ts';
import { ServerProcess } from '../support/server-process.ts';
import { Crowd, streamOf } from './crowd.ts';
import { readDatabase } from './database.ts';
import type { Device } from './device.ts';
import { killAgainAndAgain } from './nemesis.ts';
import { Pace } from './pace.ts';
import { headSeenBy, readEvents, readMessages, readSettings } from './reads.ts';
import { Recorder } from './recorder.ts';
import { countsOf, lineOf, type Report } from './report.ts';

export interface KillRunOptions {
  /** Gives the moments of the kills and the commands of every device. */
  readonly seed: number;
  readonly kills: number;
  readonly users?: number;
  /** Users who are in chats, say nothing and read all of it at the end. */
  readonly bystanders?: number;
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
  KITH_LIMIT_SETTING_HISTORY_BYTES: '1000000000',
};

const newcomersEveryMs = 3_000;

/** How often to look whether a device is at the head. */
const lookMs = 20;

/** A run as its phases share it. */
interface Run {
  readonly server: ServerProcess;
  readonly recorder: Recorder;
  readonly pace: Pace;
  readonly crowd: Crowd;
}

/** Runs it. What it throws is a fault of the rig, or of a server that does not start or answer any more. */
export async function killRun(options: KillRunOptions): Promise<Report> {
  const { seed, thinkMs = 300, source, keeps = true } = options;
  await using server = await ServerProcess.create({ env, ...(source === undefined ? {} : { source }) });
  const recorder = new Recorder(join(server.dir, 'record.jsonl'));
  const pace = new Pace(thinkMs);
  const crowd = new Crowd({ url: server.url, recorder, pace, seed });
  const run = { server, recorder, pace, crowd };
  try {
    await writeUnderKills(run, options);
    await readEverything(run);
    const violations = [...(await endInOrder(run)), ...check(recorder.entries)];
    const counts = countsOf(recorder.entries);
    const report = { seed, violations, counts, line: `kill -9, seed ${seed}: ${lineOf(counts, violations)}` };
    if (violations.length === 0 || !keeps) return report;
    server.keepDir();
    return { ...report, record: recorder.path };
  } catch (cause) {
    if (keeps) server.keepDir();
    const log = server.log.join('\n');
    throw new Error(`seed ${seed}, record ${recorder.path}, server log:\n${log}`, { cause });
  } finally {
    pace.end();
    await crowd.end();
    recorder.close();
  }
}

/** From the first start to the moment when everyone is at the head again. */
async function writeUnderKills(
  { server, recorder, pace, crowd }: Run,
  options: KillRunOptions,
): Promise<void> {
  const { seed, kills, users = 12, bystanders = 4, newcomers = 0, upMs = 1_500 } = options;
  await server.start();
  await crowd.gather(users);
  await crowd.settle(bystanders);
  crowd.begin();
  crowd.takeNewcomers(newcomers, newcomersEveryMs);
  await killAgainAndAgain({ server, recorder, pace, upMs, random: streamOf(seed, 'nemesis') }, kills);
  recorder.add({ what: 'healed', t: recorder.now() });
  pace.end();
  await crowd.settled();
  await toHead(crowd.actors, recorder);
}

/** The full reads over the wire; at their end everyone is at the head once more. */
async function readEverything({ recorder, crowd }: Run): Promise<void> {
  const devices = await crowd.readers();
  await Promise.all(crowd.bystanders.map((device) => device.sync()));
  const readers = [...devices, ...crowd.bystanders].map((device) => ({ device, isSettled: true }));
  await toHead(readers, recorder);
  for (const device of crowd.firsts) await readEvents(device);
  for (const device of devices) await readSettings(device);
  await readMessages(devices);
  await Promise.all(devices.map((device) => device.sync()));
  await toHead([...crowd.actors, ...readers], recorder);
}

/** Everyone leaves, the server stops, its database is read. */
async function endInOrder({ server, recorder, crowd }: Run): Promise<Violation[]> {
  await crowd.end();
  await crowd.settled();
  const { code } = await server.stop();
  readDatabase(server.database, recorder);
  return [
    ...(crowd.stuck > 0 ? [late(`${crowd.stuck} calls got no answer`)] : []),
    ...(code !== 0 ? [late(`the server stopped with ${code}`)] : []),
  ];
}

/** A device that reads, and whether it has nothing under way. */
interface Reader {
  readonly device: Device;
  readonly isSettled: boolean;
}

/** Waits for each until the server says that nothing is behind it; gives up a bit later than it may take. */
async function toHead(readers: readonly Reader[], recorder: Recorder): Promise<void> {
  const deadline = recorder.now() + 1.5 * headMsMax;
  const wait = async (reader: Reader) => {
    while (recorder.now() < deadline) {
      const offset = reader.isSettled ? await headSeenBy(reader.device) : undefined;
      if (offset !== undefined) {
        recorder.add({ what: 'at-head', t: recorder.now(), device: reader.device.id, offset });
        return;
      }
      await pause(lookMs);
    }
  };
  await Promise.all(readers.map(wait));
}

function late(says: string): Violation {
  return { rule: 'I8', wrong: 'late', says };
}
