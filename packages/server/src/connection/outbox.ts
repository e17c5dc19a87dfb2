/** The outbox: what a connection's reader has not taken yet, bounded, and dropped as a whole when it is given up. */
import type { Transport } from './transport.ts';

/**
 * Frames on their way out. Shared frames are held by reference and copied by nobody.
 *
 * The transport is fed until it is full; the rest waits here, where it can still be dropped.
 */
export class Outbox {
  readonly #transport: Transport;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #pumping = false;
  #empty: (() => void)[] = [];

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Bytes that the reader has not taken. */
  get bytes(): number {
    return this.#waitingBytes + this.#transport.bufferedBytes;
  }

  /** Writes a frame behind those that wait. */
  write(frame: Buffer): void {
    if (!this.#pumping && !this.#transport.isFull) {
      this.#transport.write(frame);
      return;
    }
    this.#waiting.push(frame);
    this.#waitingBytes += frame.length;
    if (!this.#pumping) void this.#pump();
  }

  /** Resolves when nothing waits here and the transport takes more. */
  async drained(): Promise<void> {
    if (this.#pumping) await new Promise<void>((empty) => this.#empty.push(empty));
    else await this.#transport.drained();
  }

  /** Forgets what waits. */
  drop(): void {
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  async #pump(): Promise<void> {
    this.#pumping = true;
    while (this.#waiting.length > 0) {
      await this.#transport.drained();
      this.#feed();
    }
    this.#pumping = false;
    for (const empty of this.#empty.splice(0)) empty();
  }

  #feed(): void {
    let fed = 0;
    for (const frame of this.#waiting) {
      if (this.#transport.isFull) break;
      this.#transport.write(frame);
      this.#waitingBytes -= frame.length;
      fed += 1;
    }
    this.#waiting.splice(0, fed);
  }
}
