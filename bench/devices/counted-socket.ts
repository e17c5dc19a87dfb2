/** WebSockets whose bytes on the wire are counted, frame headers and handshakes included. */
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';

export class WireCounter {
  readonly #sockets: Socket[] = [];

  /** Counts this socket from its handshake on. */
  count(socket: WebSocket): WebSocket {
    socket.once('upgrade', (response: IncomingMessage) => void this.#sockets.push(response.socket));
    return socket;
  }

  /** Opens one that is counted. */
  async open(url: string): Promise<WebSocket> {
    const socket = this.count(new WebSocket(url));
    await once(socket, 'open');
    return socket;
  }

  get bytes(): number {
    return this.#sockets.reduce((sum, { bytesRead, bytesWritten }) => sum + bytesRead + bytesWritten, 0);
  }
}
