import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lanAddresses } from '../../packages/server/src/server/lan.ts';
import { runKith, startKith } from '../support/kith.ts';
import { builtWeb } from '../support/web-build.ts';
import type { Visit } from './lan-visit.ts';

/** A network of its own: a wireless interface, one of a container, and nothing that leads out. */
const network = `
  set -e
  ip link set lo up
  ip link add docker0 type veth peer name far0
  ip link add wlan0 type veth peer name far1
  ip addr add 172.17.0.1/16 dev docker0
  ip addr add 192.168.178.23/24 dev wlan0
  for name in docker0 far0 wlan0 far1; do ip link set $name up; done
`;

/** The addresses that a server offers there; where this machine makes no networks, those that it has. */
const hasNetworks = spawnSync('unshare', ['--map-root-user', '--net', 'sh', '-c', network]).status === 0;
const addresses = hasNetworks ? ['192.168.178.23', '172.17.0.1'] : lanAddresses();

function runThere(command: readonly string[]) {
  const [program = '', ...args] = hasNetworks
    ? ['unshare', '--map-root-user', '--net', 'sh', '-c', `${network} exec "$@"`, 'sh', ...command]
    : command;
  return spawnSync(program, args, { encoding: 'utf8' });
}

test('a phone on the same network opens pages, calls and logs in; a page from elsewhere does not', async () => {
  if (addresses.length === 0) {
    // A machine without any network: the server says so rather than offering nothing.
    expect(await runKith(['start', '--lan'])).toMatchObject({
      code: 78,
      err: expect.stringContaining('has no address on a network'),
    });
    return;
  }
  const { stdout, stderr } = runThere([
    process.execPath,
    join(import.meta.dirname, 'lan-visit.ts'),
    await builtWeb(),
  ]);
  expect(stderr).toBe('');
  const visit = JSON.parse(stdout) as Visit;
  const port = new URL(visit.offered[0] ?? '').port;
  const urls = addresses.map((address) => `http://${address}:${port}`);
  expect(visit.offered).toEqual(urls);
  expect(visit.pages).toEqual(urls.map(() => 200));
  const own = [...urls, `http://127.0.0.1:${port}`, `http://localhost:${port}`];
  const answers = (allowed: number) => ({
    ...Object.fromEntries(own.map((origin) => [origin, allowed])),
    'http://evil.example': 403,
  });
  // 401: the origin is allowed, and the call has no token.
  expect(visit.calls).toEqual(answers(401));
  expect(visit.sockets).toEqual(answers(101));
  expect(visit.qr).toMatch(new RegExp(`^${urls[0]}/link#grace\\.`));
  expect(visit.cookie).toMatch(/^kith_dev_.*HttpOnly; SameSite=Strict/);
  expect(visit.cookie).not.toContain('Secure');
  expect(visit.synced).toBe('dark');
});

test('without --lan a server is reached from this machine only', async () => {
  await using server = await startKith();
  const { port } = new URL(server.url);
  expect(server.url).toBe(`http://127.0.0.1:${port}`);
  expect(server.log.find(({ msg }) => msg === 'ready')).not.toHaveProperty('lanUrls');
  for (const address of lanAddresses())
    await expect(fetch(`http://${address}:${port}/healthz`)).rejects.toThrow('fetch failed');
});

test('--lan does not go with a public URL, nor with open joining without --force', async () => {
  const other = { KITH_PUBLIC_URL: 'https://kith.example.org' };
  expect(await runKith(['start', '--lan'], { env: other })).toMatchObject({
    code: 78,
    err: expect.stringContaining('KITH_PUBLIC_URL'),
  });
  expect(await runKith(['start', '--lan', '--open-join'])).toMatchObject({
    code: 78,
    err: expect.stringContaining('--force'),
  });
});
