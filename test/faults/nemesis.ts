/** The nemesis: kills the server at moments that a seed chooses, most of them under full load. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Seeded } from '../settings/seeded.ts';
import type { ServerProcess } from '../support/server-process.ts';
import type { Pace } from './pace.ts';
import type { Recorder } from './recorder.ts';

export interface NemesisMeans {
  readonly server: ServerProcess;
  readonly recorder: Recorder;
  readonly pace: Pace;
  readonly random: Seeded;
  /** What the server is up between two kills, on average. */
  readonly upMs: number;
}

/** Kills the server so many times and starts it again each time; at the end it is ready. */
export async function killAgainAndAgain(means: NemesisMeans, kills: number): Promise<void> {
  const { server, recorder, pace, random } = means;
  for (let kill = 1; kill <= kills; ) {
    await pause(upTime(means));
    const rushes = random.chance(0.75);
    if (rushes) {
      pace.rush(true);
      await pause(random.int(20, 300));
    }
    await strike(means, rushes ? 'in a rush' : 'at an even pace');
    pace.rush(false);
    kill += 1;
    if (kill <= kills && random.chance(0.15)) {
      // Its end while it starts is no news; only that the next start finds all in order.
      server.start().catch(() => undefined);
      await pause(random.int(0, 1_500));
      await strike(means, 'while it started');
      kill += 1;
    }
    const ms = await server.start();
    recorder.add({ what: 'ready', t: recorder.now(), ms });
  }
}

/** Now and then the server is struck as soon as it is ready, when everyone comes back. */
function upTime({ random, upMs }: NemesisMeans): number {
  return random.chance(0.25) ? random.int(0, 250) : random.int(200, 2 * upMs);
}

async function strike({ server, recorder }: NemesisMeans, how: string): Promise<void> {
  recorder.add({ what: 'fault', t: recorder.now(), fault: `kill -9 ${how}` });
  const { code, signal } = await server.kill();
  if (signal !== 'SIGKILL') throw new Error(`the server ended by itself, with ${code}`);
}
