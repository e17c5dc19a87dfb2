/** Judges who can reach the server: only this machine, or others too. */
import { addressMatcher } from '../../base/cidr.ts';

const loopbackAddress = addressMatcher(['127.0.0.0/8', '::1/128']);

/** Says whether a host name or address is this machine alone. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  return name === 'localhost' || name.endsWith('.localhost') || loopbackAddress(name);
}

/** Says whether others than this machine can reach a server with this host and public URL. */
export function isPublic({ host, publicUrl }: { host: string; publicUrl: string | null }): boolean {
  return !isLoopback(host) || (publicUrl !== null && !isLoopback(new URL(publicUrl).hostname));
}
