/** Newcomers: which address registered a device a short while ago. Kept in memory only, and bounded. */
import type { Clock } from '../base/clock.ts';

const freshMs = 10 * 60_000;
const newcomersMax = 10_000;

/** Remembers registrations for ten minutes. */
export class Newcomers {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #came = new Map<string, { readonly ip: string; readonly until: number }>();

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock;
  }

  /** A device was registered from this address. */
  note(device: string, ip: string): void {
    if (this.#came.size >= newcomersMax) {
      const oldest = this.#came.keys().next();
      if (oldest.done !== true) this.#came.delete(oldest.value);
    }
    this.#came.set(device, { ip, until: this.#clock.monotonic() + freshMs });
  }

  /** Says whether the device was registered from this address within the last ten minutes. */
  cameFrom(device: string, ip: string): boolean {
    const came = this.#came.get(device);
    return came !== undefined && came.ip === ip && this.#clock.monotonic() < came.until;
  }
}
