import { Agent, request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { another, newPerson, oneEdit } from '../support/person.ts';
import { RawSocket } from '../support/raw-socket.ts';
import { serve } from '../support/server.ts';
import { ServerProcess } from '../support/server-process.ts';
import { headOf, syncAll } from '../support/sync.ts';

const relaxed = { KITH_RATE_LIMITS: 'off', KITH_LINK_QUARANTINE_HOURS: '0', KITH_LIMIT_USER_SOCKETS: '1000' };

/** What `/readyz` says over a connection that was open before, or over a new one. */
function ready(url: string, agent?: Agent): Promise<number | string> {
  return new Promise((resolve) => {
    const call = request(`${url}/readyz`, agent === undefined ? {} : { agent }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    call.on('error', ({ message }) => resolve(message)).end();
  });
}

describe('a server that is told to stop', () => {
  test('sends everyone away to come back, says that it is not ready meanwhile, and ends with 0', async () => {
    await using server = await ServerProcess.create({ env: relaxed });
    await server.start();
    const { device } = await newPerson(server.url);
    const phone = await another(device);
    const sockets = await Promise.all(
      Array.from({ length: 300 }, (_, index) => (index % 2 === 0 ? device : phone).connect()),
    );
    const silent = await RawSocket.open(server.url);
    expect(await ready(server.url)).toBe(200);
    const exit = server.stop();
    const first = sockets[0]?.socket ?? silent;
    await first.inbox.until('the word', () => first.inbox.said('drain')[0]);
    const [status, upgrade] = await Promise.all([
      ready(server.url),
      RawSocket.open(server.url).catch((error: Error) => error),
    ]);
    expect(status).toBe(503);
    expect(upgrade).toMatchObject({ status: 503 });
    const pauses: number[] = [];
    for (const { socket } of sockets) {
      expect(await socket.closed()).toMatchObject({ code: 4410 });
      const [told, ...more] = socket.inbox.said<{ reconnectAfterMs: number }>('drain');
      expect(more).toEqual([]);
      pauses.push(told?.reconnectAfterMs ?? -1);
    }
    expect(await silent.closed()).toMatchObject({ code: 4410 });
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(0);
    expect(new Set(pauses).size, 'not all at the same moment').toBeGreaterThan(100);
    expect(await exit).toEqual({ code: 0, signal: null });
  });

  test('answers every command that it carried out, on sockets and over HTTP', async () => {
    for (let round = 0; round < 3; round += 1) {
      const server = await serve();
      const { device } = await newPerson(server.url);
      const since = await headOf(device);
      const { socket } = await device.connect();
      const calls = Array.from({ length: 200 }, (_, value) =>
        socket.start('settings.set', oneEdit('socket', value)),
      );
      const posts = Array.from({ length: 20 }, (_, value) =>
        device.http.call('settings.set', oneEdit('http', value)).then(
          ({ status }) => status,
          () => 0,
        ),
      );
      await socket.answer(calls[round * 10] ?? '');
      await server.stop();
      expect(await socket.closed()).toMatchObject({ code: 4410 });
      const answered = calls.filter((call) => socket.inbox.answer(call)?.ok === true).length;
      const posted = (await Promise.all(posts)).filter((status) => status === 200).length;
      await using again = await server.again();
      const { events } = await syncAll(device, since);
      expect(events.filter(({ data }) => data.key === 'socket').length).toBe(answered);
      expect(events.filter(({ data }) => data.key === 'http').length).toBe(posted);
      expect(answered).toBeGreaterThan(0);
      expect(again.url).toBe(server.url);
    }
  });

  test('is not kept by a client that goes on calling over one connection', async () => {
    const server = await serve();
    const { device } = await newPerson(server.url);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const statuses: (number | string)[] = [];
    const called = (async () => {
      for (let last: number | string = 200; typeof last === 'number'; statuses.push(last))
        last = await ready(server.url, agent);
    })();
    await device.http.ok('devices.list');
    await server.stop();
    await called;
    agent.destroy();
    expect(statuses.length).toBeGreaterThan(1);
    expect(statuses.at(-1)).toMatch(/ECONNREFUSED|ECONNRESET|socket hang up/);
  });

  test('lets them go on from where they were, at the next start', async () => {
    const server = await serve();
    const { device } = await newPerson(server.url);
    const { socket } = await device.connect();
    await device.set('before', 1);
    const { cursor } = await socket.inbox.until('the event', () => socket.inbox.events[0]);
    await server.stop();
    await socket.closed();
    await using again = await server.again();
    const { hello, socket: back } = await device.connect(cursor);
    expect(hello).toMatchObject({ resumed: true, cursor });
    await device.set('after', 2);
    expect(await back.inbox.until('the next', () => back.inbox.events[0])).toMatchObject({
      data: { key: 'after' },
    });
    expect(again.url).toBe(server.url);
  });
});
