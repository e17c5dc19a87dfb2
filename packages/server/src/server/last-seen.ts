/** Stores when devices were last seen: those of one second with one command. */
import type { Cancel, Clock } from '../base/clock.ts';
import type { Store } from '../store/port.ts';

const gatherMs = 1_000;

/** Gathers and stores. */
export class LastSeen {
  readonly #store: Pick<Store, 'execute'>;
  readonly #onError: (error: unknown) => void;
  readonly #stop: Cancel;
  #seen = new Map<string, number>();

  constructor(means: { store: Pick<Store, 'execute'>; clock: Clock; onError: (error: unknown) => void }) {
    this.#store = means.store;
    this.#onError = means.onError;
    this.#stop = means.clock.every(gatherMs, () => this.#write());
  }

  /** Devices were here. */
  note(devices: readonly { id: string; at: number }[]): void {
    for (const { id, at } of devices) this.#seen.set(id, at);
  }

  /** Stores what is gathered and stops. */
  close(): void {
    this.#stop();
    this.#write();
  }

  #write(): void {
    if (this.#seen.size === 0) return;
    const devices = [...this.#seen].map(([id, at]) => ({ id, at }));
    this.#seen = new Map();
    this.#store
      .execute({ name: 'devices.seen', params: { devices }, actor: { kind: 'system' } })
      .catch((error: unknown) => this.#onError(error));
  }
}
