/** Where people reach the server. */
import { isIPv6 } from 'node:net';
import type { Config } from './config.ts';

/** Addresses that mean every address of the machine, and so name none. */
export const everywhere: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/** The URL that links name: the configured one, else where the server listens. `port` is the real one once known. */
export function publicUrlOf(
  { publicUrl, host, port: configured }: Pick<Config, 'publicUrl' | 'host' | 'port'>,
  port: number = configured,
): string {
  if (publicUrl !== null) return publicUrl;
  const name = everywhere.has(host) ? 'localhost' : host;
  return `http://${isIPv6(name) ? `[${name}]` : name}:${port}`;
}
