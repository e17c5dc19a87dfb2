/** The sockets: how many an address may have, what may wait on one, and how long a reply may lie there unread. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { networkPart, plainAddress } from '../base/address.ts';
import { countedBits } from '../transport/remote.ts';

/** Connections of one address that have not become WebSockets. */
const perAddress = 512;

/** Requests under way on one connection: browsers send one after another, and few others more. */
const pipelined = 32;

/** How long a reply may make no way at all: the system's buffers are full, and nobody empties them. Node looks twice. */
const unreadMs = 10_000;

export interface SocketBounds {
  /** Connections of all, WebSockets too. */
  readonly connections: number;
  /** Says whether many people come from this address; absent: addresses are not counted. */
  readonly isShared?: (address: string) => boolean;
}

/** Says whether a request may be looked at: its connection lives, and does not have too many under way. */
export type MayBegin = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Keeps the sockets of a server within bounds from now on. */
export function boundSockets(server: Server, { connections, isShared }: SocketBounds): MayBegin {
  server.maxConnections = connections;
  if (isShared !== undefined) boundAddresses(server, isShared);
  const underWay = new WeakMap<Socket, number>();
  const countOf = (socket: Socket) => underWay.get(socket) ?? 0;
  server.timeout = unreadMs;
  // Node tells of a socket on which nothing came, and of which the system took nothing either.
  server.on('timeout', (socket: Socket) => {
    // Where only the answer is still to come, or the body, other clocks run.
    if (socket.writableLength > 0 || countOf(socket) === 0) socket.destroy();
  });
  return ({ socket }, response) => {
    // The parser goes on to the end of the bytes that it has.
    if (socket.destroyed) return false;
    if (countOf(socket) >= pipelined) {
      socket.destroy();
      return false;
    }
    underWay.set(socket, countOf(socket) + 1);
    response.once('close', () => underWay.set(socket, countOf(socket) - 1));
    return true;
  };
}

function boundAddresses(server: Server, isShared: (address: string) => boolean): void {
  const counts = new Map<string, number>();
  const leave = new WeakMap<Socket, () => void>();
  server.on('connection', (socket: Socket) => {
    const plain = plainAddress(socket.remoteAddress ?? '');
    if (isShared(plain)) return;
    const address = networkPart(plain, countedBits);
    const count = counts.get(address) ?? 0;
    if (count >= perAddress) {
      socket.destroy();
      return;
    }
    counts.set(address, count + 1);
    const left = () => {
      socket.off('close', left);
      const others = (counts.get(address) ?? 1) - 1;
      if (others > 0) counts.set(address, others);
      else counts.delete(address);
    };
    socket.once('close', left);
    leave.set(socket, left);
  });
  // From here on it is the other door's, which has bounds of its own.
  server.on('upgrade', ({ socket }: IncomingMessage) => leave.get(socket)?.());
}
