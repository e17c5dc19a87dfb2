import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type Listening, listen } from './listening.ts';
import type { SocketBounds } from './sockets.ts';

async function start(bounds: SocketBounds): Promise<Listening> {
  const listening = await listen({ host: '127.0.0.1', port: 0, bounds });
  onTestFinished(() => listening.server.closeAllConnections());
  listening.answer((_, response) => response.end('x'));
  return listening;
}

async function open({ port }: Listening): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port });
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** Says whether a connection is answered, and not ended. */
async function isAnswered(socket: Socket): Promise<boolean> {
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  return await new Promise((resolve) => {
    socket.once('data', () => resolve(true));
    socket.once('close', () => resolve(false));
  });
}

async function openMany(listening: Listening, count: number): Promise<Socket[]> {
  return await Promise.all(Array.from({ length: count }, () => open(listening)));
}

test('an address has at most 512 connections, and a new one for each that goes', async () => {
  const listening = await start({ connections: 1_000, isShared: () => false });
  const sockets = await openMany(listening, 512);
  expect(await isAnswered(await open(listening))).toBe(false);
  const [first] = sockets;
  first?.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
  first?.resume();
  if (first !== undefined) await once(first, 'close');
  expect(await isAnswered(await open(listening))).toBe(true);
});

test('a proxy that stands for many, and a server that does not count, have no such bound', async () => {
  for (const shared of [{ isShared: () => true }, {}]) {
    const listening = await start({ connections: 1_000, ...shared });
    await openMany(listening, 520);
    expect(await isAnswered(await open(listening))).toBe(true);
  }
});

test('all addresses together have no more connections than the limit', async () => {
  const listening = await start({ connections: 3 });
  await openMany(listening, 3);
  expect(await isAnswered(await open(listening))).toBe(false);
});

test('one connection has at most 32 requests under way', async () => {
  const listening = await start({ connections: 10 });
  const request = 'GET / HTTP/1.1\r\nhost: x\r\n\r\n';
  const [modest, greedy] = [await open(listening), await open(listening)];
  const repliesOf = async (socket: Socket) => {
    let said = '';
    socket.setEncoding('latin1').on('data', (text: string) => {
      said += text;
      if (said.split('HTTP/1.1 200').length > 32) socket.end();
    });
    await once(socket, 'close');
    return said.split('HTTP/1.1 200').length - 1;
  };
  modest.write(request.repeat(32));
  expect(await repliesOf(modest)).toBe(32);
  greedy.write(request.repeat(33));
  expect(await repliesOf(greedy)).toBeLessThan(32);
});
