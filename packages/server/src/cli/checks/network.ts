/** Checks of the network: whether the port is free. */
import { createServer } from 'node:net';
import type { Config } from '../../server/config/config.ts';
import type { Finding } from './finding.ts';

/** Listens for a moment where the server would. */
export async function checkPort({ host, port }: Config): Promise<Finding> {
  const check = 'port';
  const at = `${host} port ${port}`;
  const code = await tryToListen(host, port);
  if (code === undefined) return { check, verdict: 'good', found: `${at} is free` };
  return {
    check,
    verdict: 'bad',
    found: `${at} cannot be used (${code})`,
    fix: fixes[code] ?? 'set KITH_HOST, KITH_PORT',
  };
}

const fixes: Readonly<Record<string, string>> = {
  EADDRINUSE: 'stop what listens there, or set another KITH_PORT',
  EADDRNOTAVAIL: 'set KITH_HOST to an address of this machine',
  ENOTFOUND: 'set KITH_HOST to an address of this machine',
  EACCES: 'take a port above 1023, or put a reverse proxy in front',
};

function tryToListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code ?? 'unknown'));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
