/** A bare WebSocket echo, and what it takes a page to hear it: the floor under every time that Kith takes. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext } from 'playwright-core';
import { WebSocketServer } from 'ws';

/** Times in ms from sending a text to hearing it, and from there to the next frame that can show it. */
export interface Echoes {
  readonly heard: readonly number[];
  readonly shown: readonly number[];
}

/** Sends so many texts from a page of this device, one after the other. */
export async function echoes(device: BrowserContext, count: number): Promise<Echoes> {
  await using echo = await serveEcho();
  const page = await device.newPage();
  try {
    await page.goto(echo.url);
    return await page.evaluate(measure, count);
  } finally {
    await page.close();
  }
}

/** A page of its own and the echo behind it, on one port. */
async function serveEcho(): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Echo</title>');
  }).listen(0, '127.0.0.1');
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => socket.on('message', (text) => socket.send(String(text))));
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Runs in the page, and is sent there as text: it uses nothing from outside. */
async function measure(count: number): Promise<Echoes> {
  const heard: number[] = [];
  const shown: number[] = [];
  const socket = new WebSocket(location.href.replace(/^http/, 'ws'));
  await new Promise((opened) => socket.addEventListener('open', opened, { once: true }));
  for (let round = 0; round < count; round += 1) {
    const began = performance.now();
    socket.send(`{"round":${round}}`);
    await new Promise((echoed) => socket.addEventListener('message', echoed, { once: true }));
    heard.push(performance.now() - began);
    await new Promise((framed) => requestAnimationFrame(framed));
    shown.push(performance.now() - began);
  }
  socket.close();
  return { heard, shown };
}
