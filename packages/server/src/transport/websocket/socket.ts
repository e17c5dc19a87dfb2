/** One WebSocket as a transport: `ws` reads and controls it, frames of data are written past it. */
import type { Duplex } from 'node:stream';
import type { CloseCode } from '@kith/protocol';
import type { WebSocket } from 'ws';
import type { Cancel, Clock } from '../../base/clock.ts';
import type { Transport } from '../../connection/transport.ts';
import { websocketEncoding } from './encoding.ts';

/** How long a closed socket has to read what is left and to answer the close. */
const lingerMs = 5_000;

/** The transport of one socket. Frames are made by `websocketEncoding` and are whole, so writing is all there is. */
export class SocketTransport implements Transport {
  readonly encoding = websocketEncoding;
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  readonly #clock: Clock;
  #linger: Cancel | undefined;

  constructor(socket: WebSocket, stream: Duplex, clock: Clock) {
    this.#socket = socket;
    this.#stream = stream;
    this.#clock = clock;
  }

  get bufferedBytes(): number {
    return this.#stream.writableLength;
  }

  /** One that is ending takes nothing more, and what it has may never be read. */
  get isFull(): boolean {
    const { writableNeedDrain, writableEnded, destroyed } = this.#stream;
    return !destroyed && (writableNeedDrain || writableEnded);
  }

  write(frame: Buffer): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#stream.write(frame);
  }

  async drained(): Promise<void> {
    if (!this.isFull) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        this.#stream.off('drain', done);
        this.#stream.off('close', done);
        resolve();
      };
      this.#stream.once('drain', done);
      this.#stream.once('close', done);
    });
  }

  ping(): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping();
  }

  close(code: CloseCode, reason: string): void {
    this.#socket.close(code, reason);
    this.#linger ??= this.#clock.after(lingerMs, () => this.destroy());
  }

  destroy(): void {
    this.#linger?.();
    this.#socket.terminate();
  }
}
