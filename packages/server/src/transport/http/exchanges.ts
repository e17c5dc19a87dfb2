/** The exchanges: HTTP calls from their first byte to the last one of their replies, and what they hold in memory. */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type Refusal, refuse } from '@kith/protocol';
import type { Caller } from '../../commands/caller.ts';

/** Calls under way of one device, and of one address: its replies count until they are taken. */
const callsMax = { device: 32, address: 256 } as const;

const retryAfterMs = 1_000;

interface Exchange {
  readonly keys: readonly string[];
  bytes: number;
}

/** Counts exchanges by device and address, and their bytes over the whole node. */
export class Exchanges {
  readonly #bytesMax: number;
  readonly #isCounted: boolean;
  /** Oldest first. */
  readonly #underWay = new Map<ServerResponse, Exchange>();
  readonly #bySocket = new WeakMap<Socket, Set<ServerResponse>>();
  readonly #counts = new Map<string, number>();
  #bytes = 0;

  /** Bounds bytes always, and calls of a device or an address where `isCounted`. */
  constructor({ bytesMax, isCounted }: { bytesMax: number; isCounted: boolean }) {
    this.#bytesMax = bytesMax;
    this.#isCounted = isCounted;
  }

  /** Bytes of bodies and replies that are held now. */
  get bytes(): number {
    return this.#bytes;
  }

  /** A call begins, unless its caller has too many under way; it ends when its reply is taken, or nobody is there. */
  begin(
    response: ServerResponse,
    { device, remote }: Pick<Caller, 'device' | 'remote'>,
  ): Refusal | undefined {
    const keys = device === undefined ? [remote.ip] : [device.id, remote.ip];
    const ofDevice = device === undefined ? 0 : this.#count(device.id);
    if (this.#isCounted && (ofDevice >= callsMax.device || this.#count(remote.ip) >= callsMax.address))
      return refuse('overloaded', { retryAfterMs });
    for (const key of keys) this.#counts.set(key, this.#count(key) + 1);
    this.#underWay.set(response, { keys, bytes: 0 });
    this.#on(response.req.socket).add(response);
    response.once('close', () => this.#end(response));
    return undefined;
  }

  /** A call holds so many bytes more. Where all hold too much, the oldest ones are cut off: they are not being read. */
  hold(response: ServerResponse, bytes: number): void {
    const exchange = this.#underWay.get(response);
    if (exchange === undefined) return;
    exchange.bytes += bytes;
    this.#bytes += bytes;
    for (const [oldest] of this.#underWay) {
      if (this.#bytes <= this.#bytesMax) return;
      this.#end(oldest);
      // What the system has taken as a whole is held no more, though its end was not told yet: its connection is alive.
      if (!oldest.writableFinished) oldest.req.socket.destroy();
    }
  }

  /** What is under way on a connection. A reply that waits behind another one does not hear that it is gone. */
  #on(socket: Socket): Set<ServerResponse> {
    let responses = this.#bySocket.get(socket);
    if (responses === undefined) {
      responses = new Set();
      this.#bySocket.set(socket, responses);
      socket.once('close', () => {
        for (const response of responses ?? []) this.#end(response);
      });
    }
    return responses;
  }

  #count(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  #end(response: ServerResponse): void {
    const exchange = this.#underWay.get(response);
    if (exchange === undefined) return;
    this.#underWay.delete(response);
    this.#bySocket.get(response.req.socket)?.delete(response);
    this.#bytes -= exchange.bytes;
    for (const key of exchange.keys) {
      const left = this.#count(key) - 1;
      if (left > 0) this.#counts.set(key, left);
      else this.#counts.delete(key);
    }
  }
}
