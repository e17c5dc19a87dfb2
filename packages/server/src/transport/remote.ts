/** Who is at the other end: the address of the client, past proxies that the operator trusts. */
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { networkOf, type Remote } from '../commands/caller.ts';

/** Finds the client of a request. */
export type FindRemote = (request: IncomingMessage) => Remote;

/** Believes `X-Forwarded-For` from these networks only, and of it the right-most address that is none of theirs. */
export function remoteBehind(trusted: readonly string[]): FindRemote {
  const proxies = new BlockList();
  for (const network of trusted) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    proxies.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family);
  }
  const isProxy = (ip: string) => isIP(ip) !== 0 && proxies.check(ip, isIP(ip) === 6 ? 'ipv6' : 'ipv4');
  return (request) => {
    let ip = plain(request.socket.remoteAddress ?? '');
    const hops = String(request.headers['x-forwarded-for'] ?? '')
      .split(',')
      .map((hop) => plain(hop.trim()));
    while (isProxy(ip)) {
      const hop = hops.pop();
      if (hop === undefined || isIP(hop) === 0) break;
      ip = hop;
    }
    return { ip: limiterKey(ip), network: networkOf(ip) };
  };
}

/** An IPv4 address that was mapped into IPv6, as IPv4. */
function plain(ip: string): string {
  return ip.startsWith('::ffff:') && ip.includes('.') ? ip.slice('::ffff:'.length) : ip;
}

/** IPv6 is counted by /64: a household or a guesser has at least that many addresses. */
function limiterKey(ip: string): string {
  return isIP(ip) === 6 ? `${ip.split(':').slice(0, 4).join(':')}::/64` : ip;
}
