/** The crowd: users with their devices, newcomers that join in the middle of it, and who reads it all at the end. */
import { hash } from 'node:crypto';
import { Seeded } from '../settings/seeded.ts';
import { Device } from './device.ts';
import { link } from './linking.ts';
import { LiveDevice } from './live-device.ts';
import { type Pace, pauseUnless } from './pace.ts';
import { PollingDevice } from './polling-device.ts';
import type { Recorder } from './recorder.ts';
import { Town } from './town.ts';

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
  readonly town = new Town();
  readonly #users: { readonly first: Device; newcomers: number }[] = [];
  readonly #runs: Promise<void>[] = [];
  readonly #bystanders: Device[] = [];
  #joining: Promise<void> = Promise.resolve();
  #failure: { readonly cause: unknown } | undefined;

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
    const numbers = Array.from({ length: users }, (_, index) => index + 1);
    for (const devices of await Promise.all(numbers.map((number) => this.#makeUser(number)))) {
      const [first] = devices;
      if (first !== undefined) this.#users.push({ first, newcomers: 0 });
      for (const device of devices) {
        const Kind = device === devices.at(-1) ? PollingDevice : LiveDevice;
        this.#actors.push(new Kind(device, this.#manner(device.tag)));
      }
    }
  }

  /** Puts all users into chats, with so many more who only read, and that at the very end. */
  async settle(bystanders: number): Promise<void> {
    for (let number = 1; number <= bystanders; number += 1) {
      const device = await this.#register(`b${number}`);
      await device.createUser(`bystander-${number}`);
      this.#bystanders.push(device);
    }
    await this.town.build([...this.firsts, ...this.#bystanders], this.#stream('town'));
  }

  /** Who reads at the very end only. */
  get bystanders(): readonly Device[] {
    return this.#bystanders;
  }

  /** Every device begins to send and to read. */
  begin(): void {
    for (const actor of this.#actors) this.#run(actor);
  }

  /** Lets new devices join one after the other, up to `count`, while the load goes on. */
  takeNewcomers(count: number, everyMs: number): void {
    this.#joining = this.#takeNewcomers(count, everyMs).catch((cause: unknown) => this.#fail(cause));
  }

  /** Waits until nobody is about to join; throws what went wrong with any of them. */
  async settled(): Promise<void> {
    await this.#joining;
    if (this.#failure !== undefined) throw this.#failure.cause;
  }

  /** A device of each user that has seen nothing yet. */
  async readers(): Promise<Device[]> {
    return Promise.all(
      this.firsts.map(async (first) => {
        const device = await this.#register(`${first.tag}.reader`);
        await this.#join(first, device);
        return device;
      }),
    );
  }

  /** Everyone leaves. */
  async end(): Promise<void> {
    for (const actor of this.#actors) actor.leave();
    await Promise.all(this.#runs);
  }

  async #makeUser(number: number): Promise<Device[]> {
    const tags = Array.from({ length: devicesOfUser }, (_, index) => `u${number}d${index + 1}`);
    const devices = await Promise.all(tags.map((tag) => this.#register(tag)));
    const [first, ...others] = devices;
    await first?.createUser(`user-${number}`);
    for (const device of others) if (first !== undefined) await this.#join(first, device);
    return devices;
  }

  async #join(sponsor: Device, device: Device): Promise<void> {
    if (!(await link(sponsor, device))) throw new Error(`${device.tag} cannot join`);
    await device.sync();
  }

  async #takeNewcomers(count: number, everyMs: number): Promise<void> {
    const random = this.#stream('newcomers');
    for (let number = 1; number <= count && this.#means.pace.goesOn; number += 1) {
      await pauseUnless(random.int(everyMs / 2, everyMs * 1.5), this.#means.pace.ended);
      const user = random.pick(this.#users);
      if (user.newcomers === newcomersOfUser || !this.#means.pace.goesOn) continue;
      user.newcomers += 1;
      const device = await this.#register(`n${number}`);
      const actor = new LiveDevice(device, this.#manner(device.tag));
      this.#actors.push(actor);
      this.#run(actor);
      // Where the server refuses, it stays a device without a user.
      await link(user.first, device);
    }
  }

  #run(actor: Actor): void {
    this.#runs.push(actor.run().catch((cause: unknown) => this.#fail(cause)));
  }

  #fail(cause: unknown): void {
    this.#failure ??= { cause };
  }

  #register(tag: string): Promise<Device> {
    const { url, recorder } = this.#means;
    return Device.register({ tag, url, recorder, town: this.town });
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
