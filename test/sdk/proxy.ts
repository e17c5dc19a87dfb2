/** A TCP proxy before a server: it can be cut, and cut by itself after so many bytes of the next WebSocket's answers. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface Proxy extends AsyncDisposable {
  readonly url: string;
  /** Bytes that servers sent on WebSockets, all together. */
  readonly bytes: number;
  /** Cuts the open WebSocket once `bytes` more have come from the server; the last of them still passes. */
  cutAfter(bytes: number): void;
}

/** Starts one before `url`. */
export async function proxyTo(url: string): Promise<Proxy> {
  const { hostname, port } = new URL(url);
  const open = new Set<Socket>();
  let left = Number.POSITIVE_INFINITY;
  let bytes = 0;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    let isWebSocket = false;
    const end = () => {
      near.destroy();
      far.destroy();
      open.delete(near);
    };
    open.add(near);
    near.on('data', (piece: Buffer) => {
      isWebSocket ||= piece.toString('latin1').toLowerCase().includes('upgrade: websocket');
      far.write(piece);
    });
    far.on('data', (piece: Buffer) => {
      if (!isWebSocket) {
        near.write(piece);
        return;
      }
      bytes += piece.length;
      const passes = piece.subarray(0, left);
      left -= passes.length;
      near.write(passes);
      if (left > 0) return;
      left = Number.POSITIVE_INFINITY;
      end();
    });
    for (const socket of [near, far]) socket.on('error', end).on('close', end);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const at = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${at}`,
    get bytes() {
      return bytes;
    },
    cutAfter(count) {
      left = count;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
