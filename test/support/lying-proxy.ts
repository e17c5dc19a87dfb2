/** A server that lies: hands everything on to a real one, and changes what comes back as a test wants. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type RawData, WebSocket, WebSocketServer } from 'ws';

/** Changes the text of an answer, event or close reason; most lies leave most texts as they are. */
export type Lie = (text: string, method: string) => string;

export interface LyingProxy extends AsyncDisposable {
  readonly url: string;
}

/** Starts a proxy before the server at `url`. Frames are changed with the method `frame`, reasons with `close`. */
export async function lyingProxy(url: string, lie: Lie): Promise<LyingProxy> {
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const { authorization } = request.headers;
    const answer = await fetch(`${url}${request.url}`, {
      method: request.method ?? 'POST',
      headers: {
        'content-type': 'application/json',
        ...(authorization === undefined ? {} : { authorization }),
      },
      body: Buffer.concat(pieces),
    });
    const body = lie(await answer.text(), request.url?.split('/').at(-1) ?? '');
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(body);
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (near) => bridge(near, url, lie));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function bridge(near: WebSocket, url: string, lie: Lie): void {
  const far = new WebSocket(`${url.replace(/^http/, 'ws')}/v1/socket`, ['kith.v1']);
  const early: RawData[] = [];
  near.on('message', (data) => {
    if (far.readyState === WebSocket.OPEN) far.send(String(data));
    else early.push(data);
  });
  far.on('open', () => {
    for (const data of early.splice(0)) far.send(String(data));
  });
  far.on('message', (data) => {
    const text = lie(String(data), 'frame');
    if (text !== '') near.send(text);
  });
  far.on('close', (code, reason) => near.close(code === 1006 ? 1001 : code, lie(String(reason), 'close')));
  near.on('close', () => far.close());
  near.on('error', () => far.terminate());
  far.on('error', () => near.terminate());
}
