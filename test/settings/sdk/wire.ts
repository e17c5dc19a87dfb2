/** One socket over a network that delays, and cuts at any moment. What was sent comes in order, or not at all. */
import type { SocketEars } from '@kith/client';
import type { Seeded } from '../seeded.ts';
import type { Agenda } from './agenda.ts';
import type { House } from './house.ts';

/** How long a frame is under way. */
const usualMs = 120;
const slowMs = 1_500;

/** How long a client may take a cut connection for a living one. */
const unseenMs = 4_000;

export class Wire {
  readonly device: string;
  /** Up to where the log was told; undefined: it has not said hello. */
  position: number | undefined;
  readonly #agenda: Agenda;
  readonly #random: Seeded;
  readonly #house: House;
  readonly #ears: SocketEars;
  #isOpen = true;
  #upAt = 0;
  #downAt = 0;

  constructor(device: string, means: { agenda: Agenda; random: Seeded; house: House; ears: SocketEars }) {
    this.device = device;
    this.#agenda = means.agenda;
    this.#random = means.random;
    this.#house = means.house;
    this.#ears = means.ears;
    this.#house.joined(this);
    this.#agenda.after(this.#latency(), () => {
      if (this.#isOpen) this.#ears.opened();
    });
  }

  /** The client sends. */
  send(text: string): void {
    const sentAt = this.#agenda.now;
    if (!this.#isOpen) return;
    if (this.#cuts(0.02)) {
      this.cut();
      return;
    }
    this.#upAt = Math.max(this.#upAt, sentAt + this.#latency());
    this.#agenda.at(this.#upAt, () => {
      // What had left before the cut may still arrive; its answer does not.
      if (this.#isOpen || this.#random.chance(0.5)) this.#house.take(this, text, sentAt);
    });
  }

  /** The server says something. */
  tell(message: unknown): void {
    if (!this.#isOpen) return;
    if (this.#cuts(0.02)) {
      this.cut();
      return;
    }
    const text = JSON.stringify(message);
    this.#downAt = Math.max(this.#downAt, this.#agenda.now + this.#latency());
    this.#agenda.at(this.#downAt, () => {
      if (this.#isOpen) this.#ears.heard(text);
    });
  }

  /** The connection is no more; the client learns it in a while. */
  cut(): void {
    if (!this.#isOpen) return;
    this.#end();
    this.#agenda.after(this.#random.int(0, unseenMs), () => this.#ears.closed(1006, ''));
  }

  /** The client closes. */
  close(): void {
    if (this.#isOpen) this.#end();
  }

  #end(): void {
    this.#isOpen = false;
    this.#house.left(this);
  }

  #cuts(share: number): boolean {
    return !this.#house.isCalm && this.#random.chance(share);
  }

  #latency(): number {
    return this.#random.int(1, this.#random.chance(0.9) ? usualMs : slowMs);
  }
}
