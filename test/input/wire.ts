/** A bare TCP connection to a server: bytes out, bytes in, nothing understood and nothing repaired. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { within } from '../support/patience.ts';

export class Wire {
  readonly #socket: Socket;
  readonly #pieces: Buffer[] = [];
  readonly #waiters = new Set<() => void>();
  #ended = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (piece: Buffer) => {
      this.#pieces.push(piece);
      this.#look();
    });
    // Whoever is thrown out while it still talks sees a reset: that is an end like any other.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#ended = true;
      this.#look();
    });
  }

  /** Connects to the host and port of a URL. A stubborn end does not hang up when the other one does. */
  static async open(url: string, { stubborn = false } = {}): Promise<Wire> {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true, allowHalfOpen: stubborn });
    await once(socket, 'connect');
    return new Wire(socket);
  }

  /** Everything that came so far. */
  get received(): Buffer {
    return Buffer.concat(this.#pieces);
  }

  /** Whether the other end is gone. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Writes bytes as they are; resolves once the machine took them, or the other end is gone. */
  async send(bytes: Uint8Array | string): Promise<void> {
    await new Promise<void>((taken) => this.#socket.write(bytes, () => taken()));
  }

  /** Looks at what came after every piece and at the end, until `look` finds something. */
  async until<T>(what: string, look: (received: Buffer) => T | undefined): Promise<T> {
    const found = look(this.received);
    if (found !== undefined) return found;
    let waiter: (() => void) | undefined;
    const coming = new Promise<T>((resolve, reject) => {
      waiter = () => {
        const seen = look(this.received);
        if (seen !== undefined) resolve(seen);
        else if (this.#ended) reject(new Error(`the connection ended before ${what}: ${this.#shown()}`));
      };
      this.#waiters.add(waiter);
      waiter();
    });
    try {
      return await within(coming, () => `waited too long for ${what}: ${this.#shown()}`, 60_000);
    } finally {
      if (waiter !== undefined) this.#waiters.delete(waiter);
    }
  }

  /** Waits until the other end is gone, and gives all that came. */
  async end(): Promise<Buffer> {
    await this.until('the end', () => (this.#ended ? true : undefined));
    return this.received;
  }

  /** Stops to take bytes from the network. */
  pause(): void {
    this.#socket.pause();
  }

  /** Takes bytes again. */
  resume(): void {
    this.#socket.resume();
  }

  /** Says that nothing more will be sent, and goes on to listen. */
  finish(): void {
    this.#socket.end();
  }

  /** Cuts the line. */
  cut(): void {
    this.#socket.destroy();
  }

  #look(): void {
    for (const waiter of [...this.#waiters]) waiter();
  }

  #shown(): string {
    return JSON.stringify(this.received.subarray(0, 400).toString('latin1'));
  }
}
