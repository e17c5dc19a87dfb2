import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { metrics } from '../../packages/server/src/server/metrics/table.ts';
import { liveThrough } from '../support/eventful.ts';
import { type KithProcess, runKith, startKith } from '../support/kith.ts';
import { another, fresh, newPerson, oneEdit } from '../support/person.ts';
import { scrape } from '../support/prometheus.ts';
import { RawSocket } from '../support/raw-socket.ts';

function startWatched(env: Readonly<Record<string, string>> = {}): Promise<KithProcess> {
  return startKith({ env: { KITH_METRICS_PORT: '0', KITH_RATE_LIMITS: 'off', ...env } });
}

function metricsOf(server: KithProcess): string {
  return String(server.log.find(({ msg }) => msg === 'ready')?.metricsUrl);
}

/** How a connection to this address ends: the code of the error, or `open`. */
function knock(host: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('connect', () => resolve('open'));
    socket.once('error', ({ code = '' }: NodeJS.ErrnoException) => resolve(code));
    socket.once('close', () => socket.destroy());
  });
}

describe('what is told', () => {
  test('a small flow gives exactly the counts of what was done', async () => {
    await using server = await startWatched();
    const { url } = server;
    const { device } = await newPerson(url);
    const { socket, hello } = await device.connect();
    for (let time = 0; time < 2; time += 1) await socket.ok('devices.list');
    for (const key of ['a', 'b', 'c']) await socket.ok('settings.set', oneEdit(key, 1));
    await socket.refused('settings.restore', { id: fresh('cmd'), entry: 'none' });
    await socket.refused('no.such');
    const again = await device.connect(hello.cursor);
    for (const { inbox } of [socket, again.socket])
      await inbox.until('three events', () => (inbox.events.length === 3 ? true : undefined));
    const strange = await device.connect('0123456789abcdef.1.00000000');
    await (await RawSocket.open(url)).refused('hello', { token: 'none' });
    strange.socket.sendText('{');
    expect(await strange.socket.closed()).toMatchObject({ code: 4500 });

    const told = await scrape(metricsOf(server));
    expect(told.of('kith_hellos_total', { result: 'new' })).toBe(1);
    expect(told.of('kith_hellos_total', { result: 'resumed' })).toBe(1);
    expect(told.of('kith_hellos_total', { result: 'reset', reason: 'foreign' })).toBe(1);
    expect(told.of('kith_hellos_total', { result: 'refused', reason: 'unauthenticated' })).toBe(1);
    expect(told.sum('kith_hellos_total')).toBe(4);
    expect(told.of('kith_calls_total', { method: 'devices.list', outcome: 'ok' })).toBe(2);
    expect(told.of('kith_calls_total', { method: 'settings.set', outcome: 'ok' })).toBe(3);
    expect(told.of('kith_calls_total', { method: 'settings.restore', outcome: 'not-found' })).toBe(1);
    expect(told.of('kith_calls_total', { method: 'unknown', outcome: 'not-found' })).toBe(1);
    expect(told.of('kith_commands_total', { command: 'settings.edit', outcome: 'ok' })).toBe(3);
    // users.create and three edits.
    expect(told.of('kith_command_ack_seconds_count')).toBe(4);
    // Registering, logging in, making the user; everything else went over the sockets.
    expect(told.of('kith_http_responses_total', { status: '200' })).toBe(3);
    expect(told.of('kith_connections', { phase: 'live' })).toBe(2);
    expect(told.of('kith_connections_closed_total', { code: '4500' })).toBe(1);
    expect(told.of('kith_connections_closed_total', { code: '4401' })).toBe(1);
    expect(told.sum('kith_connections_closed_total')).toBe(2);
    expect(told.of('kith_devices_online')).toBe(1);
    expect(told.of('kith_replay_reads_total', { source: 'ring' })).toBeGreaterThanOrEqual(1);
    expect(told.of('kith_replay_reads_total', { source: 'database' })).toBe(0);
    expect(told.of('kith_events_delivered_total')).toBe(6);
    expect(told.of('kith_events_appended_total')).toBe(told.of('kith_log_head'));
    expect(told.of('kith_commit_events_sum')).toBe(told.of('kith_log_head'));
    expect(told.of('kith_commit_events_count')).toBe(told.of('kith_commits_total'));
    expect(told.of('kith_ring_events')).toBe(told.of('kith_log_head'));
    expect(told.sum('kith_store_faults_total') + told.sum('kith_rate_limited_total')).toBe(0);
  });

  test('after an eventful hour all of it has moved, and no label says who', async () => {
    await using server = await startWatched({ KITH_LINK_QUARANTINE_HOURS: '0' });
    const { user, device } = await newPerson(server.url);
    const other = await another(device);
    const { socket } = await device.connect();
    await liveThrough({ watcher: device, socket, other });
    const { samples, sum } = await scrape(metricsOf(server)).then((it) => ({
      samples: it.samples,
      sum: (name: string) => it.sum(name) + it.sum(`${name}_count`),
    }));
    const still = [...metrics.keys()].filter((name) => sum(name) === 0);
    // Nobody was slow, too quick or away for long, and the store could do it all.
    expect(still).toEqual([
      'kith_calls_put_off_total',
      'kith_rate_limited_total',
      'kith_replay_reads_total',
      'kith_outbox_bytes',
      'kith_store_waiting',
      'kith_store_faults_total',
    ]);
    for (const { name, labels } of samples.filter((it) => it.name.startsWith('kith_'))) {
      const metric = [...metrics].find(
        ([it]) => name.replace(/_(bucket|sum|count)$/, '') === it || name === it,
      );
      for (const [label, value] of Object.entries(labels)) {
        if (label !== 'le') expect(metric?.[1].labels?.[label]?.values, `${name} ${label}`).toContain(value);
      }
    }
    const text = JSON.stringify(samples);
    for (const secret of [user.id, user.handle, device.id, device.name, other.id, '127.0.0.1']) {
      expect(text).not.toContain(secret);
    }
  });

  test('the process is told too: memory, processor, event loop', async () => {
    await using server = await startWatched();
    const told = await scrape(metricsOf(server));
    expect(told.of('process_resident_memory_bytes')).toBeGreaterThan(0);
    expect(told.of('process_cpu_seconds_total')).toBeGreaterThan(0);
    for (const name of ['nodejs_eventloop_lag_p50_seconds', 'nodejs_eventloop_lag_p99_seconds']) {
      expect(told.samples.map((it) => it.name)).toContain(name);
    }
  });
});

describe('the door', () => {
  test('is for GET and HEAD of /metrics and nothing else', async () => {
    await using server = await startWatched();
    const url = metricsOf(server);
    const { status, headers } = await fetch(url);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(headers.has('access-control-allow-origin')).toBe(false);
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect((await fetch(`${url}?name[]=kith_connections`)).status).toBe(200);
    for (const path of ['/', '/metrics/', '/metric', '/v1/devices.list', '/healthz'])
      expect((await fetch(new URL(path, url))).status).toBe(404);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const refused = await fetch(url, { method });
      expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    }
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
  });

  test('is on the loopback alone, even where the server listens on every address', async () => {
    await using server = await startWatched({ KITH_HOST: '0.0.0.0' });
    const { hostname, port } = new URL(metricsOf(server));
    expect(hostname).toBe('127.0.0.1');
    const others = Object.values(networkInterfaces())
      .flatMap((it) => it ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address);
    for (const address of [...others, '127.0.0.2', '::1']) {
      expect(await knock(address, Number(port)), address).not.toBe('open');
    }
    expect(await knock(hostname, Number(port))).toBe('open');
  });

  test('is shut unless a port is set; status tells where it is', async () => {
    await using off = await startKith();
    await using on = await startWatched();
    const [without, withUrl] = await Promise.all(
      [off, on].map(async ({ dataDir }) => {
        const { out } = await runKith(['status', '--json', '--data-dir', dataDir]);
        return JSON.parse(out) as Record<string, unknown>;
      }),
    );
    expect(without).not.toHaveProperty('metricsUrl');
    expect(off.log.find(({ msg }) => msg === 'ready')).not.toHaveProperty('metricsUrl');
    expect(withUrl).toMatchObject({ metricsUrl: metricsOf(on) });
  });

  test('a port that is taken is refused with 78, and the fix names the option', async () => {
    await using server = await startWatched();
    const { port } = new URL(metricsOf(server));
    const ended = await runKith(['start', '--port', '0', '--metrics-port', port, '--log-format', 'pretty']);
    expect(ended).toMatchObject({ code: 78, err: expect.stringMatching(/in use[\s\S]*KITH_METRICS_PORT/) });
  });

  test('a scraper that keeps its connection does not keep the server', async () => {
    const server = await startWatched();
    await scrape(metricsOf(server));
    expect(await server.stop()).toMatchObject({ code: 0, err: '' });
  });
});
