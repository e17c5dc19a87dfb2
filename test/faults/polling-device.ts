/** A device without a socket: it sends its commands by HTTP, one after the other's answer, and polls. */
import type { Seeded } from '../settings/seeded.ts';
import type { Parcel } from './command.ts';
import { Desk } from './desk.ts';
import type { Device } from './device.ts';
import { type Pace, pauseUnless } from './pace.ts';
import { isOpen } from './wire/reply.ts';

const parcelsMax = 2;

/** How long it waits before it tries again, or polls anew when there is nothing to send. */
const pollMs = 100;

export class PollingDevice {
  readonly device: Device;
  readonly stuck = 0;
  readonly #desk: Desk;
  readonly #random: Seeded;
  readonly #pace: Pace;
  readonly #leaving = new AbortController();

  constructor(device: Device, { random, pace }: { random: Seeded; pace: Pace }) {
    this.device = device;
    this.#desk = new Desk(device, random);
    this.#random = random;
    this.#pace = pace;
  }

  /** Whether all that it sent is answered. */
  get isSettled(): boolean {
    return this.#desk.open.length === 0;
  }

  /** Sends and polls until it leaves. */
  async run(): Promise<void> {
    while (!this.#leaving.signal.aborted) {
      const { open } = this.#desk;
      const answered = await this.#send(
        open.length > 0 || !this.#pace.goesOn ? open : this.#desk.burst(parcelsMax),
      );
      const goesOn = answered && (await this.device.sync()) && this.#pace.goesOn;
      await (goesOn ? this.#pace.think(this.#random) : pauseUnless(pollMs, this.#leaving.signal));
    }
  }

  /** Ends the run. */
  leave(): void {
    this.#leaving.abort();
  }

  /** False: one has no definite answer, and those behind it must not pass it. */
  async #send(parcels: readonly Parcel[]): Promise<boolean> {
    for (const parcel of parcels) {
      const t0 = this.device.recorder.now();
      const { method, params } = this.#desk.callOf(parcel);
      const reply = await this.device.call(method, params);
      this.#desk.settle(parcel, t0, reply);
      if (isOpen(reply)) return false;
    }
    return true;
  }
}
