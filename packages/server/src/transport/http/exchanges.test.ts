import { once } from 'node:events';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { Exchanges } from './exchanges.ts';

const remote = { ip: '192.0.2.1/32', network: '192.0.2.0/24' };

function caller(device?: string) {
  return device === undefined ? { remote } : { remote, device: { id: device, gen: 1 } };
}

function newResponse(): ServerResponse {
  return new ServerResponse(new IncomingMessage(new Socket()));
}

function counting(bytesMax = 1_000): Exchanges {
  return new Exchanges({ bytesMax, isCounted: true });
}

/** Begins calls until one is refused. */
function beginMany(exchanges: Exchanges, device?: string): ServerResponse[] {
  const begun: ServerResponse[] = [];
  for (;;) {
    const response = newResponse();
    if (exchanges.begin(response, caller(device)) !== undefined) return begun;
    begun.push(response);
  }
}

test('a device has at most 32 calls under way, an address 256, and each ends with its reply', () => {
  const exchanges = counting();
  const begun = beginMany(exchanges, 'dev_a');
  expect(begun).toHaveLength(32);
  expect(exchanges.begin(newResponse(), caller('dev_a'))).toMatchObject({
    code: 'overloaded',
    retryAfterMs: 1_000,
  });
  expect(beginMany(exchanges)).toHaveLength(256 - 32);
  begun[0]?.emit('close');
  begun[0]?.emit('close');
  expect(beginMany(exchanges, 'dev_a')).toHaveLength(1);
});

test('a call ends with its connection too', () => {
  const exchanges = counting();
  const response = newResponse();
  exchanges.begin(response, caller());
  exchanges.hold(response, 10);
  response.req.socket.emit('close');
  expect(exchanges.bytes).toBe(0);
  expect(beginMany(exchanges)).toHaveLength(256);
});

test('where all hold too much, the oldest are cut off until the rest fits', () => {
  const exchanges = counting(100);
  const responses = [newResponse(), newResponse(), newResponse()];
  for (const response of responses) {
    exchanges.begin(response, caller());
    exchanges.hold(response, 40);
  }
  expect(exchanges.bytes).toBe(80);
  expect(responses.map(({ req }) => req.socket.destroyed)).toEqual([true, false, false]);
});

test('a connection whose reply was taken whole lives on, though nobody was told yet', async () => {
  const exchanges = counting(100);
  const [taken, stuck, next] = [newResponse(), newResponse(), newResponse()];
  for (const response of [taken, stuck]) exchanges.begin(response, caller());
  const sink = new Writable({ write: (_, __, done) => done() });
  taken.assignSocket(sink as Socket);
  const finished = once(taken, 'finish');
  taken.end('ok');
  await finished;
  exchanges.hold(taken, 60);
  exchanges.hold(stuck, 60);
  expect([exchanges.bytes, taken.req.socket.destroyed, stuck.req.socket.destroyed]).toEqual([
    60,
    false,
    false,
  ]);
  exchanges.begin(next, caller());
  exchanges.hold(next, 60);
  expect(stuck.req.socket.destroyed).toBe(true);
});

test('with counting off, bytes are bounded all the same', () => {
  const exchanges = new Exchanges({ bytesMax: 100, isCounted: false });
  const responses = Array.from({ length: 300 }, newResponse);
  for (const response of responses) {
    expect(exchanges.begin(response, caller('dev_a'))).toBeUndefined();
    exchanges.hold(response, 1);
  }
  expect(exchanges.bytes).toBe(100);
});
