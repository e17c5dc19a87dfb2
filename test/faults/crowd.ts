/** The crowd: users with their devices, newcomers that join in the middle of it, and who reads it all at the end. */
import { hash } from 'node:crypto';
import { Seeded } from '../settings/seeded.ts';
import { Device } from './device.ts';
import { link } from './linking.ts';
import { LiveDevice } from './live-device.ts';
import { type Pace, pauseUnless } from './pace.ts';
import { PollingDevice } from './polling-device.ts';
import type { Recorder } from './recorder.ts';

/** A device that sends and reads by itself. */
export type Actor = LiveDevice | PollingDevice;

export interface CrowdMeans {
  readonly url: string;
  readonly recorder: Recorder;
  readonly pace: Pace;
  readonly seed: number;
}

/** Devices that a user has from the start; the last one polls, the others are on sockets. */
const devicesOfUser = 3;

/** Newcomers that a user takes, so that there is room for who reads at the end. */
const newcomersOfUser = 4;

export class Crowd {
  readonly #means: CrowdMeans;
  readonly #actors: Actor[] = [];
  readonly #users: { readonly first: Device; newcomers: number }[] = [];
  readonly #runs: Promise<void>[] = [];

  constructor(means: CrowdMeans) {
    this.#means = means;
  }

  get actors(): readonly Actor[] {
    return this.#actors;
  }

  /** The first device of each user. */
  get firsts(): readonly Device[] {
    return this.#users.map(({ first }) => first);
  }

  /** Calls that got no answer on a connection that lived. */
  get stuck(): number {
    return this.#actors.reduce((sum, { stuck }) => sum + stuck, 0);
  }

  /** Makes so many users with their devices. */
  async gather(users: number): Promise<void> {
    await Promise.all(Array.from({ length: users }, (_, index) => this.#addUser(index + 1)));
  }

  /** Every device begins to send and to read. */
  begin(): void {
    for (const actor of this.#actors) this.#runs.push(actor.run());
  }

  /** Lets new devices join one after the other, up to `count`, while the load goes on; says how many did. */
  async takeNewcomers(count: number, everyMs: number): Promise<number> {
    const random = this.#stream('newcomers');
    let joined = 0;
    for (let number = 1; number <= count && this.#means.pace.goesOn; number += 1) {
      await pauseUnless(random.int(everyMs / 2, everyMs * 1.5), this.#means.pace.ended);
      const user = random.pick(this.#users);
      if (user.newcomers === newcomersOfUser || !this.#means.pace.goesOn) continue;
      user.newcomers += 1;
      const device = await this.#register(`n${number}`);
      const actor = new LiveDevice(device, this.#manner(device.tag));
      this.#actors.push(actor);
      this.#runs.push(actor.run());
      if (await link(user.first, device)) joined += 1;
    }
    return joined;
  }

  /** A device of each user that has seen nothing yet. */
  async readers(): Promise<Device[]> {
    return Promise.all(
      this.firsts.map(async (first) => {
        const device = await this.#register(`${first.tag}.reader`);
        if (!(await link(first, device))) throw new Error(`${device.tag} cannot join`);
        await device.sync();
        return device;
      }),
    );
  }

  /** Everyone leaves. */
  async end(): Promise<void> {
    for (const actor of this.#actors) actor.leave();
    await Promise.all(this.#runs);
  }

  async #addUser(number: number): Promise<void> {
    const tags = Array.from({ length: devicesOfUser }, (_, index) => `u${number}d${index + 1}`);
    const devices = await Promise.all(tags.map((tag) => this.#register(tag)));
    const [first, ...others] = devices;
    if (first === undefined) return;
    await first.createUser(`user-${number}`);
    for (const device of others) {
      if (!(await link(first, device))) throw new Error(`${device.tag} cannot join`);
      await device.sync();
    }
    this.#users.push({ first, newcomers: 0 });
    for (const device of devices) {
      const Kind = device === devices.at(-1) ? PollingDevice : LiveDevice;
      this.#actors.push(new Kind(device, this.#manner(device.tag)));
    }
  }

  #register(tag: string): Promise<Device> {
    const { url, recorder } = this.#means;
    return Device.register({ tag, url, recorder });
  }

  #manner(name: string): { random: Seeded; pace: Pace } {
    return { random: this.#stream(name), pace: this.#means.pace };
  }

  #stream(name: string): Seeded {
    return streamOf(this.#means.seed, name);
  }
}

/** The random choices of one part of a run: another part that draws more does not change them. */
export function streamOf(seed: number, name: string): Seeded {
  return new Seeded(hash('sha256', `${seed} ${name}`, 'buffer').readUInt32BE());
}
